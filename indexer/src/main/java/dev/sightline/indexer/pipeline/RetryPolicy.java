package dev.sightline.indexer.pipeline;

import dev.sightline.library.image.QuarantinedFile;
import java.util.Set;
import java.util.function.Supplier;

/// Whether a file that was quarantined, and has not changed since, is worth another try: when
/// another Sightline reads it, when Java has clearly more memory than it had for a file that needed
/// more, or when its format could not be read and the system has other decoders now. So whoever
/// installs libheif finds the HEICs in the library after the next run.
public final class RetryPolicy {
  /// Reasons that another decoder could change.
  private static final Set<String> OF_THE_FORMAT = Set.of("DECODER_MISSING", "UNSUPPORTED");

  private final String version;
  private final Supplier<String> decoders;
  private final long heapBytes;

  /// @param version of this Sightline
  /// @param decoders of this system, now; asked only when it matters, because finding out takes
  ///     time
  /// @param heapBytes how much memory Java has for objects, at most
  public RetryPolicy(String version, Supplier<String> decoders, long heapBytes) {
    this.version = version;
    this.decoders = decoders;
    this.heapBytes = heapBytes;
  }

  /// Records without decoders, or without the memory that was not enough, predate these fields and
  /// are tried once more.
  public boolean isDue(QuarantinedFile record) {
    if (!record.version().equals(version) || record.decoders().isEmpty()) {
      return true;
    }
    if (record.reason().equals(ImageReading.OUT_OF_MEMORY)) {
      return record.heapBytes().isEmpty() || hasClearlyMoreThan(record.heapBytes().getAsLong());
    }
    return OF_THE_FORMAT.contains(record.reason())
        && !record.decoders().get().equals(decoders.get());
  }

  /// A quarter more: less may be nothing but another way of counting.
  private boolean hasClearlyMoreThan(long bytes) {
    return heapBytes - bytes >= bytes / 4;
  }
}
