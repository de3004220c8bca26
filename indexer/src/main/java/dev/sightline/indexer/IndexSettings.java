package dev.sightline.indexer;

import java.time.Clock;

/// How an index run goes about its work.
///
/// @param decodingThreads threads that read and decode, at least 1
/// @param batch pictures that go through the model at once, at least 1
/// @param fullDecode whether large JPEGs are decoded at full size although the model sees little of
///     it
/// @param retry whether files that were set aside are tried again although they have not changed
/// @param version what this program calls itself; written beside files that are set aside
/// @param clock tells the time
public record IndexSettings(
    int decodingThreads,
    int batch,
    boolean fullDecode,
    boolean retry,
    String version,
    Clock clock) {

  /// Larger batches gained nothing on a CPU and only hold more pictures in memory.
  private static final int USUAL_BATCH = 8;

  /// Checks the numbers.
  public IndexSettings {
    if (decodingThreads < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "need at least 1 decoding thread and 1 picture a batch, got %d and %d"
              .formatted(decodingThreads, batch));
    }
  }

  /// One decoding thread a core, and ordinary batches.
  public static IndexSettings usual(String version) {
    return new IndexSettings(
        Runtime.getRuntime().availableProcessors(),
        USUAL_BATCH,
        false,
        false,
        version,
        Clock.systemUTC());
  }

  /// These settings, decoding at full size or not.
  public IndexSettings withFullDecode(boolean full) {
    return new IndexSettings(decodingThreads, batch, full, retry, version, clock);
  }

  /// These settings, trying set-aside files again or not.
  public IndexSettings withRetry(boolean again) {
    return new IndexSettings(decodingThreads, batch, fullDecode, again, version, clock);
  }
}
