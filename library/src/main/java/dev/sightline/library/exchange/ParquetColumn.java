package dev.sightline.library.exchange;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One column of a Parquet table and the values of the row group that is being filled. Every column
/// is optional. Values are plain: uncompressed, without dictionaries.
final class ParquetColumn {
  /// What a column holds, with Parquet's number of its physical type.
  enum ValueType {
    /// 32 bits.
    INTEGER(1),
    /// 64 bits.
    LONG(2),
    /// 64 bits.
    DOUBLE(5),
    /// UTF-8.
    TEXT(6);

    private final int physical;

    ValueType(int physical) {
      this.physical = physical;
    }

    int physical() {
      return physical;
    }
  }

  private final String name;
  private final ValueType type;
  private final ByteArrayOutputStream values = new ByteArrayOutputStream();
  private final ByteArrayOutputStream present = new ByteArrayOutputStream();
  private int rows;

  ParquetColumn(String name, ValueType type) {
    this.name = name;
    this.type = type;
  }

  String name() {
    return name;
  }

  ValueType type() {
    return type;
  }

  /// Adds the value of the next row: a `String`, `Integer`, `Long` or `Double` as the type says.
  void add(@Nullable Object value) {
    present.write(value == null ? 0 : 1);
    rows++;
    if (value == null) {
      return;
    }
    switch (type) {
      case INTEGER -> values.writeBytes(buffer(Integer.BYTES).putInt((Integer) value).array());
      case LONG -> values.writeBytes(buffer(Long.BYTES).putLong((Long) value).array());
      case DOUBLE -> values.writeBytes(buffer(Double.BYTES).putDouble((Double) value).array());
      case TEXT -> {
        byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
        values.writeBytes(buffer(Integer.BYTES).putInt(text.length).array());
        values.writeBytes(text);
      }
    }
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// Returns the rows so far as one data page of version 1 (header, definition levels, values) and
  /// empties the column.
  byte[] page() {
    byte[] levels = levels();
    int bytes = Integer.BYTES + levels.length + values.size();
    byte[] header =
        new ThriftWriter()
            .integer(1, 0) // a data page
            .integer(2, bytes)
            .integer(3, bytes)
            .begin(5)
            .integer(1, rows)
            .integer(2, Parquet.PLAIN)
            .integer(3, Parquet.RLE)
            .integer(4, Parquet.RLE)
            .end()
            .finish();
    byte[] page =
        ByteBuffer.allocate(header.length + bytes)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(header)
            .putInt(levels.length)
            .put(levels)
            .put(values.toByteArray())
            .array();
    values.reset();
    present.reset();
    rows = 0;
    return page;
  }

  /// One bit per row, 1 for a value and 0 for none, in one bit-packed run of the RLE hybrid: groups
  /// of eight, lowest bit first.
  private byte[] levels() {
    byte[] bits = present.toByteArray();
    int groups = (bits.length + 7) / 8;
    var out = new ByteArrayOutputStream();
    int header = (groups << 1) | 1;
    while ((header & ~0x7f) != 0) {
      out.write((header & 0x7f) | 0x80);
      header >>>= 7;
    }
    out.write(header);
    for (int group = 0; group < groups; group++) {
      int packed = 0;
      for (int i = 0; i < 8 && group * 8 + i < bits.length; i++) {
        packed |= bits[group * 8 + i] << i;
      }
      out.write(packed);
    }
    return out.toByteArray();
  }
}
