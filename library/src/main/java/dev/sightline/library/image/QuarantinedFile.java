package dev.sightline.library.image;

import java.util.Optional;
import java.util.OptionalLong;

/// A file that could not be indexed, with the reason. Kept in the library so that an unchanged bad
/// file is not tried again at every run.
///
/// @param file the file as it was
/// @param reason a stable word for programs, such as `TRUNCATED`
/// @param detail one sentence for people
/// @param sinceMillis when it was set aside, milliseconds since 1970
/// @param version which Sightline set it aside
/// @param decoders which of the system's decoders that Sightline found, in words that change when
///     one comes or goes; empty in records of before this was noted
/// @param heapBytes how much memory Java had for objects, where there was not enough of it for the
///     file; else empty, and in records of before this was noted
public record QuarantinedFile(
    IndexedFile file,
    String reason,
    String detail,
    long sinceMillis,
    String version,
    Optional<String> decoders,
    OptionalLong heapBytes) {
  /// A record of a file that memory was not the matter with.
  public QuarantinedFile(
      IndexedFile file,
      String reason,
      String detail,
      long sinceMillis,
      String version,
      Optional<String> decoders) {
    this(file, reason, detail, sinceMillis, version, decoders, OptionalLong.empty());
  }

  /// The same record of a file that lies elsewhere now.
  public QuarantinedFile with(IndexedFile other) {
    return new QuarantinedFile(other, reason, detail, sinceMillis, version, decoders, heapBytes);
  }
}
