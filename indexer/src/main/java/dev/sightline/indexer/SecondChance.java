package dev.sightline.indexer;

import dev.sightline.library.QuarantinedFile;
import java.util.Set;
import java.util.function.Supplier;

/// Whether a file that was set aside, and has not changed since, is worth another try: when another
/// Sightline looks at it, when there was not enough memory for it, or when its format could not be
/// read and the system has other decoders now. So whoever installs libheif finds the HEICs in the
/// library after the next run.
final class SecondChance {
  /// Reasons that another decoder could change.
  private static final Set<String> OF_THE_FORMAT = Set.of("DECODER_MISSING", "UNSUPPORTED");

  private final String version;
  private final Supplier<String> decoders;

  /// @param version of this Sightline
  /// @param decoders of this system, now; asked only when it matters, because finding out takes
  /// time
  SecondChance(String version, Supplier<String> decoders) {
    this.version = version;
    this.decoders = decoders;
  }

  /// A record of before decoders were noted counts as of another version.
  boolean isDue(QuarantinedFile record) {
    if (!record.version().equals(version)
        || record.decoders().isEmpty()
        || record.reason().equals(PhotoReader.OUT_OF_MEMORY)) {
      return true;
    }
    return OF_THE_FORMAT.contains(record.reason())
        && !record.decoders().get().equals(decoders.get());
  }
}
