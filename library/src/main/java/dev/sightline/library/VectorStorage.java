package dev.sightline.library;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// How a library stores its vectors. The full vectors are always stored, so that nearest neighbours
/// are rescored with them and the storage can be changed without loss. Graph searches read the
/// quantized vectors, so that a library larger than memory is still searched fast.
///
/// Recall, speed and memory of each: `docs/explanation/performance/vector-search.md`.
public enum VectorStorage {
  /// 32 bits per dimension: graph searches read the full vectors.
  FLOAT32,

  /// 7 bits per dimension, in a byte: a quarter of the memory.
  INT8,

  /// One bit per dimension, with queries of four bits (RaBitQ, "optimized scalar quantization" in
  /// Lucene): a thirty-second of the memory.
  BIT1;

  /// The name on the command line and in a library: `float32`, `int8` or `bit1`.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The storage with a name.
  ///
  /// @param text as [#text] gives it
  /// @return empty when there is none with that name
  public static Optional<VectorStorage> of(String text) {
    return Stream.of(values()).filter(it -> it.text().equals(text)).findFirst();
  }
}
