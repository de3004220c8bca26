package dev.sightline.library.exchange;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// A sequence of rows to import.
interface ImportSource extends AutoCloseable {
  /// The dimension of the vectors.
  int dimension();

  /// The next row; empty at the end.
  ///
  /// @throws IOException if the files cannot be read
  Optional<Row> next() throws IOException;

  @Override
  void close() throws IOException;

  /// One image as exported by another program or by Sightline.
  final class Row {
    private final String where;
    private final Map<String, Object> values;
    private final float[] vector;

    /// @param where the file and row, for messages
    /// @param values metadata by the names of [ImageColumns]
    /// @param vector kept
    Row(String where, Map<String, Object> values, float[] vector) {
      this.where = where;
      this.values = values;
      this.vector = vector;
    }

    String where() {
      return where;
    }

    Map<String, Object> values() {
      return values;
    }

    float[] vector() {
      return vector;
    }
  }
}
