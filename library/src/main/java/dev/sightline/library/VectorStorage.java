package dev.sightline.library;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// How a library keeps its vectors. Whatever it is, the full vectors are kept too, so that nearest
/// neighbours are rescored with them and nothing is lost by changing: the coarser ones are what a
/// walk over the graph reads, and with them a library larger than memory still answers fast.
///
/// Recall, speed and memory of each: `docs/explanation/performance/vector-search.md`.
public enum VectorStorage {
  /// 32 bits a dimension: the walk reads the full vectors.
  FLOAT32,

  /// 7 bits a dimension, in a byte: a quarter of the memory.
  INT8,

  /// One bit a dimension, asked with four (RaBitQ as Lucene has it, "optimized scalar
  /// quantization"): a thirty-second of the memory.
  BIT1;

  /// The name on the command line and in a library: `float32`, `int8` or `bit1`.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The storage of a name.
  ///
  /// @param text as [#text] gives it
  /// @return nothing when there is none of that name
  public static Optional<VectorStorage> of(String text) {
    return Stream.of(values()).filter(it -> it.text().equals(text)).findFirst();
  }
}
