package dev.sightline.indexer.pipeline;

import dev.sightline.library.image.QuarantineReason;
import dev.sightline.library.image.QuarantinedFile;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/// Decides whether a quarantined file that has not changed is tried again: when the version of
/// Sightline has changed, when the Java heap is clearly larger than the one that was too small, or
/// when the operating system has other decoders now. After libheif is installed, the next run
/// therefore indexes the HEIC images of the library.
public final class RetryPolicy {
  /// Reasons that another decoder could change.
  private static final Set<QuarantineReason> DEPENDS_ON_DECODERS =
      EnumSet.of(QuarantineReason.DECODER_MISSING, QuarantineReason.UNSUPPORTED);

  private final String version;
  private final Supplier<String> decoders;
  private final long heapBytes;

  /// @param version the running version of Sightline
  /// @param decoders the decoders of the operating system; called only when they matter, because
  ///     detecting them takes time
  /// @param heapBytes maximum size of the Java heap in bytes
  public RetryPolicy(String version, Supplier<String> decoders, long heapBytes) {
    this.version = version;
    this.decoders = decoders;
    this.heapBytes = heapBytes;
  }

  /// Whether the file of a record is tried again. Records without a decoder list, and
  /// out-of-memory records without a heap size, predate these fields and are always retried.
  public boolean isDue(QuarantinedFile record) {
    if (!record.version().equals(version) || record.decoders().isEmpty()) {
      return true;
    }
    QuarantineReason reason = record.knownReason().orElse(null);
    if (reason == QuarantineReason.OUT_OF_MEMORY) {
      return record.heapBytes().isEmpty() || isClearlyLargerThan(record.heapBytes().getAsLong());
    }
    return reason != null
        && DEPENDS_ON_DECODERS.contains(reason)
        && !record.decoders().get().equals(decoders.get());
  }

  /// At least a quarter larger. A smaller difference may only come from the way the JVM rounds.
  private boolean isClearlyLargerThan(long bytes) {
    return heapBytes - bytes >= bytes / 4;
  }
}
