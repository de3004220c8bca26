package dev.sightline.indexer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What one index run did.
///
/// @param added images that were not in the library
/// @param changed files whose bytes are others than before
/// @param moved files whose bytes were known at another path that is gone
/// @param removed files that are gone
/// @param unchanged files that were not read, because nothing about them has changed
/// @param skipped what could not be taken in, with reasons; those set aside earlier included
/// @param otherFiles files that are no images by their name
/// @param missingRoots known roots that are not there; nothing of theirs was removed
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
    List<SkippedFile> skipped,
    long otherFiles,
    List<Path> missingRoots,
    boolean complete,
    Duration took,
    long embedded,
    Duration embedding,
    StageTimes stages) {

  /// Copies the lists.
  public IndexReport {
    skipped = List.copyOf(skipped);
    missingRoots = List.copyOf(missingRoots);
  }

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
