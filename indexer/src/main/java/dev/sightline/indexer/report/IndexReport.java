package dev.sightline.indexer.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What one index run did.
///
/// @param added images that were not in the library
/// @param changed files whose bytes are others than before
/// @param moved files whose bytes were known at another path that is gone
/// @param removed files that are gone
/// @param unchanged files whose bytes are those that the library knows; most were not even read
/// @param refreshed those of the unchanged files that were read once more for their metadata,
///     because the library was made by a Sightline that reads less of it
/// @param skipped what could not be taken in, with reasons; those set aside earlier included
/// @param otherFiles files that are no images by their name
/// @param missingRoots known roots that are not there, or without their disk; nothing of theirs was
///     removed
/// @param missingFolders folders below roots whose disk is not there: unmounted mount points and
///     links to nothing; nothing of theirs was removed
/// @param kept photos that are gone and stay in the library until the next full run, or `--prune`
/// @param complete false when the run was stopped before its end
/// @param took the whole run
/// @param embedded images that went through the model
/// @param embedding from the first decode to the last vector written
/// @param stages where the time of all threads went
public record IndexReport(
    long added,
    long changed,
    long moved,
    long removed,
    long unchanged,
    long refreshed,
    List<SkippedFile> skipped,
    long otherFiles,
    List<Path> missingRoots,
    List<Path> missingFolders,
    List<KeptPhotos> kept,
    boolean complete,
    Duration took,
    long embedded,
    Duration embedding,
    StageTimes stages) {

  /// Copies the lists.
  public IndexReport {
    skipped = List.copyOf(skipped);
    missingRoots = List.copyOf(missingRoots);
    missingFolders = List.copyOf(missingFolders);
    kept = List.copyOf(kept);
  }

  /// Photos that are gone from one folder, so many at once that the run asks before it removes
  /// them.
  ///
  /// @param folder a root, or a mount point below one
  /// @param photos how many of its photos are gone
  /// @param of how many it had
  public record KeptPhotos(Path folder, long photos, long of) {}

  /// Where the time of all threads went.
  ///
  /// @param read reading files and hashing their bytes
  /// @param decode bytes to upright pixels
  /// @param preprocess pixels to the model's input
  /// @param encode running the model
  /// @param write Lucene, commits included
  public record StageTimes(
      Duration read, Duration decode, Duration preprocess, Duration encode, Duration write) {}

  /// Newly embedded images per second of embedding; 0 when none was embedded.
  public double imagesPerSecond() {
    return embedded == 0 ? 0 : embedded / Math.max(1e-9, embedding.toNanos() / 1e9);
  }
}
