package dev.sightline.indexer.report;

import dev.sightline.library.image.QuarantineReason;
import dev.sightline.library.image.QuarantinedFile;
import java.nio.file.Path;

/// A file or folder that a run could not index.
///
/// @param path the file or folder
/// @param reason the code of a [QuarantineReason], or a code of another version of Sightline
/// @param detail one sentence for users
public record SkippedFile(Path path, String reason, String detail) {
  /// A file skipped for a reason.
  public static SkippedFile of(Path path, QuarantineReason reason, String detail) {
    return new SkippedFile(path, reason.code(), detail);
  }

  /// A file that the library lists as quarantined.
  public static SkippedFile of(QuarantinedFile file) {
    return new SkippedFile(file.file().path(), file.reason(), file.detail());
  }
}
