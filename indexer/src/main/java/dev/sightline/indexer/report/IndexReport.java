package dev.sightline.indexer.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The result of one index run.
///
/// @param added images that were not in the library
/// @param changed files with other bytes than before
/// @param moved files whose image was known at another path, which is missing
/// @param removed files that were removed because they are missing or excluded
/// @param unchanged files with the same bytes as before; most were not read
/// @param refreshed unchanged files that were read again for their metadata, because the library
///     was written by a version that reads less metadata
/// @param skipped files that could not be indexed, with reasons, including those quarantined
///     earlier
/// @param otherFiles files whose names are not those of images
/// @param missingRoots roots that are missing, or whose disk is; none of their images was removed
/// @param missingFolders folders below roots whose disk is missing: unmounted mount points and dead
///     links; none of their images was removed
/// @param kept missing photos that stay in the library until the next full run, or until `--prune`
/// @param complete false when the run was stopped before its end
/// @param took duration of the run
/// @param embedded number of images that went through the model
/// @param embedding time from the first decode to the last vector written
/// @param stages time of all threads by stage
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

  /// Missing photos of one folder that were kept because they are many.
  ///
  /// @param folder a root, or a mount point below one
  /// @param photos number of its missing photos
  /// @param of number of photos it had
  public record KeptPhotos(Path folder, long photos, long of) {}

  /// The time of all threads by stage.
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
