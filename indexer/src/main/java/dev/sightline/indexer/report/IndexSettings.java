package dev.sightline.indexer.report;

import dev.sightline.library.VectorStorage;
import java.time.Clock;
import java.util.Optional;

/// How an index run goes about its work.
///
/// @param threads how many photos are decoded at once, and how many calls the image encoder gets at
///     once where that pays, at least 1
/// @param fullDecode whether large JPEGs are decoded at full size although the model sees little of
///     it
/// @param retry whether files that were set aside are tried again although they have not changed,
///     and pictures whose perceptual hash is missing are looked at
/// @param captions whether what is written about pictures is taken in: in caption files, sidecars
///     and the pictures' own files; empty for as the library was told before
/// @param vectors how a new library keeps vectors; empty for as it is
/// @param allFolders whether folders that other programs keep for themselves are entered in roots
///     that the run adds; empty for as each root was told before, and for not in new ones
/// @param prune whether photos that are gone are removed however many they are
/// @param version what this program calls itself; written beside files that are set aside
/// @param clock tells the time
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

  /// These settings, taking in what is written about pictures, or not, now and in later runs.
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
