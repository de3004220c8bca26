package dev.sightline.indexer.report;

import dev.sightline.library.VectorStorage;
import java.time.Clock;
import java.util.Optional;

/// Settings of an index run.
///
/// @param threads number of images decoded at once, and of concurrent calls of the image encoder
///     where these are faster; at least 1
/// @param fullDecode whether large JPEGs are decoded at full size although the model needs less
/// @param retry whether unchanged quarantined files are tried again, and missing perceptual hashes
///     are computed
/// @param captions whether annotations are indexed: those in caption files, in sidecars and in the
///     image files; empty for the stored setting of the library
/// @param vectors how a new library stores vectors; empty for the stored setting
/// @param allFolders whether folders that other programs use internally are entered in roots that
///     the run adds; empty for the stored setting of each root, and for false in new roots
/// @param prune whether missing photos are removed even if they are many
/// @param version version of Sightline, stored with quarantined files
/// @param clock the present time
public record IndexSettings(
    int threads,
    boolean fullDecode,
    boolean retry,
    Optional<Boolean> captions,
    Optional<VectorStorage> vectors,
    Optional<Boolean> allFolders,
    boolean prune,
    String version,
    Clock clock) {

  /// Checks the number.
  public IndexSettings {
    if (threads < 1) {
      throw new IllegalArgumentException("need at least 1 thread, got " + threads);
    }
  }

  /// Settings that ask before many photos are removed, and leave roots' folders as they are.
  public IndexSettings(
      int threads,
      boolean fullDecode,
      boolean retry,
      Optional<Boolean> captions,
      Optional<VectorStorage> vectors,
      String version,
      Clock clock) {
    this(threads, fullDecode, retry, captions, vectors, Optional.empty(), false, version, clock);
  }

  /// One thread a core.
  public static IndexSettings usual(String version) {
    return new IndexSettings(
        Runtime.getRuntime().availableProcessors(),
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        version,
        Clock.systemUTC());
  }

  /// These settings with another number of threads.
  public IndexSettings withThreads(int wanted) {
    return new IndexSettings(
        wanted, fullDecode, retry, captions, vectors, allFolders, prune, version, clock);
  }

  /// These settings, decoding at full size or not.
  public IndexSettings withFullDecode(boolean full) {
    return new IndexSettings(
        threads, full, retry, captions, vectors, allFolders, prune, version, clock);
  }

  /// These settings, trying set-aside files again or not.
  public IndexSettings withRetry(boolean again) {
    return new IndexSettings(
        threads, fullDecode, again, captions, vectors, allFolders, prune, version, clock);
  }

  /// These settings, taking in what is written about images, or not, now and in later runs.
  public IndexSettings withCaptions(boolean taken) {
    return new IndexSettings(
        threads, fullDecode, retry, Optional.of(taken), vectors, allFolders, prune, version, clock);
  }

  /// These settings, keeping vectors in a way that a library with images must have already.
  public IndexSettings withVectors(VectorStorage wanted) {
    return new IndexSettings(
        threads,
        fullDecode,
        retry,
        captions,
        Optional.of(wanted),
        allFolders,
        prune,
        version,
        clock);
  }

  /// These settings, entering folders of other programs in roots that the run adds, or not.
  public IndexSettings withAllFolders(boolean entered) {
    return new IndexSettings(
        threads, fullDecode, retry, captions, vectors, Optional.of(entered), prune, version, clock);
  }

  /// These settings, removing photos that are gone however many they are, or not.
  public IndexSettings withPrune(boolean removed) {
    return new IndexSettings(
        threads, fullDecode, retry, captions, vectors, allFolders, removed, version, clock);
  }
}
