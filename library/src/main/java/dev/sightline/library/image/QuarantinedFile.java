package dev.sightline.library.image;

import java.util.Optional;
import java.util.OptionalLong;

/// A file that could not be indexed, with the reason. The library stores it so that an unchanged
/// bad file is not tried again in every run.
///
/// @param file the file when it was tried
/// @param reason the code of a [QuarantineReason]; a code of another version is kept as it is
/// @param detail one sentence for users
/// @param sinceMillis time of quarantine, milliseconds since 1970
/// @param version the version of Sightline that quarantined the file
/// @param decoders the decoders of the operating system at that time, as text that changes when
///     a decoder is installed or removed; empty in records that predate this field
/// @param heapBytes maximum size of the Java heap, in bytes, where it was too small for the file;
///     empty for other reasons and in records that predate this field
public record QuarantinedFile(
    IndexedFile file,
    String reason,
    String detail,
    long sinceMillis,
    String version,
    Optional<String> decoders,
    OptionalLong heapBytes) {
  /// A record without a heap size.
  public QuarantinedFile(
      IndexedFile file,
      String reason,
      String detail,
      long sinceMillis,
      String version,
      Optional<String> decoders) {
    this(file, reason, detail, sinceMillis, version, decoders, OptionalLong.empty());
  }

  /// The reason; empty where the code is of another version.
  public Optional<QuarantineReason> knownReason() {
    return QuarantineReason.of(reason);
  }

  /// The same record of a file at another path.
  public QuarantinedFile with(IndexedFile other) {
    return new QuarantinedFile(other, reason, detail, sinceMillis, version, decoders, heapBytes);
  }
}
