package dev.sightline.indexer.pipeline;

import dev.sightline.indexer.pipeline.ImageReading.Reading;
import dev.sightline.indexer.report.SkippedFile;
import dev.sightline.library.KnownFiles;
import dev.sightline.library.image.Embedding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What a stage of an index run decided for one file. The writing stage applies it to the library
/// and counts it.
///
/// Whether an embedded file counts as added or as changed depends on [PendingFile#previousId].
public sealed interface FileOutcome extends ReadResult {
  /// The outcome of every file that is in the library and has not changed.
  Unchanged UNCHANGED = new Unchanged();

  /// The outcome of every quarantined file that has not changed.
  StillQuarantined STILL_QUARANTINED = new StillQuarantined();

  /// An outcome that does not touch the library. It may be counted on any thread.
  sealed interface WithoutChange extends FileOutcome {}

  /// An indexed file that was not read, because nothing about it has changed.
  record Unchanged() implements WithoutChange {}

  /// A quarantined file that was not read, because nothing about it has changed.
  record StillQuarantined() implements WithoutChange {}

  /// An unchanged image that also has a quarantine record, which is out of date.
  ///
  /// @param path its file
  record Recovered(Path path) implements FileOutcome {}

  /// A new image with its embedding.
  ///
  /// @param file the file it was read from
  /// @param image what was read
  /// @param embedding the vector of the image
  /// @param encoded whether the model ran; false where the library had a vector of the same pixels
  record Embedded(PendingFile file, Reading.Decoded image, Embedding embedding, boolean encoded)
      implements FileOutcome {}

  /// A file whose bytes are in the library, or are being decoded by another thread.
  ///
  /// @param file the file
  /// @param reading what was read
  record KnownBytes(PendingFile file, Reading.Known reading) implements FileOutcome {}

  /// An unchanged image file whose sidecars or companions have changed.
  ///
  /// @param file the file with the new annotations
  record SidecarsChanged(PendingFile file) implements FileOutcome {}

  /// A file that cannot be indexed.
  ///
  /// @param file the file
  /// @param unreadable the reason
  record Quarantined(PendingFile file, Reading.Unreadable unreadable) implements FileOutcome {}

  /// A file whose decoding ran out of memory. Other images that were decoded at the same time may
  /// have used it, so the run tries the file again alone.
  ///
  /// @param file the file
  record OutOfMemory(PendingFile file) implements FileOutcome {}

  /// A file that may still be being written; a later run looks at it again.
  ///
  /// @param path the file
  /// @param delay how long to leave it alone
  /// @param contentId the hash of the bytes read so far; empty when the file was not read
  record Postponed(Path path, Duration delay, Optional<String> contentId) implements FileOutcome {}

  /// A path that the walk could not visit: a folder without permission, or a name that cannot be
  /// stored.
  ///
  /// @param path the path with the reason
  record Unvisited(SkippedFile path) implements FileOutcome {}

  /// A path of an image that is gone, while the run found the same bytes at another path.
  ///
  /// @param file the record of the missing file
  record Moved(KnownFiles.Known file) implements FileOutcome {}

  /// A file that is gone or excluded: a path of an image, or a quarantined file.
  ///
  /// @param file the record of the missing file
  record Removed(KnownFiles.Known file) implements FileOutcome {}
}
