package dev.sightline.library.exchange;

import dev.sightline.library.exchange.ParquetColumn.ValueType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a flat Parquet table, row by row; a row group of 10,000 rows is in memory.
///
/// `PAR1`, then each row group column by column (one page each, see [ParquetColumn]), then the
/// footer: schema, row groups, offset of each column; its length in 4 bytes; `PAR1`. Implemented
/// here because dependencies that write Parquet have 18 to 31 MB (decision 0015).
///
/// @see <a href="https://github.com/apache/parquet-format">the format</a>
final class Parquet implements AutoCloseable {
  /// Encodings by Parquet's numbers.
  static final int PLAIN = 0;

  static final int RLE = 3;

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int ROWS_OF_A_GROUP = 10_000;
  private static final int OPTIONAL = 1;
  private static final int UTF8 = 0;
  private static final int STRING_TYPE = 1;

  private final OutputStream out;
  private final List<ParquetColumn> columns;
  private final List<Group> groups = new ArrayList<>();
  private long position;
  private int rowsInGroup;
  private long rows;

  private Parquet(OutputStream out, List<ParquetColumn> columns) {
    this.out = out;
    this.columns = List.copyOf(columns);
  }

  /// A row group in the file.
  ///
  /// @param pages offset and length of each column
  private record Group(int rows, List<Page> pages) {}

  private record Page(long offset, long bytes) {}

  static Parquet create(Path file, List<ParquetColumn> columns) throws IOException {
    var parquet = new Parquet(new BufferedOutputStream(Files.newOutputStream(file)), columns);
    parquet.write(MAGIC);
    return parquet;
  }

  /// Adds a row: one value per column, null for none.
  void add(@Nullable Object... values) throws IOException {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException("need one value a column");
    }
    for (int i = 0; i < values.length; i++) {
      columns.get(i).add(values[i]);
    }
    if (++rowsInGroup == ROWS_OF_A_GROUP) {
      endGroup();
    }
  }

  private void endGroup() throws IOException {
    var pages = new ArrayList<Page>();
    for (ParquetColumn column : columns) {
      byte[] page = column.page();
      pages.add(new Page(position, page.length));
      write(page);
    }
    groups.add(new Group(rowsInGroup, pages));
    rows += rowsInGroup;
    rowsInGroup = 0;
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    position += bytes.length;
  }

  @Override
  public void close() throws IOException {
    try (out) {
      if (rowsInGroup > 0) {
        endGroup();
      }
      byte[] footer = footer();
      write(footer);
      write(
          ByteBuffer.allocate(Integer.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(footer.length)
              .array());
      write(MAGIC);
    }
  }

  private byte[] footer() {
    var footer = new ThriftWriter().integer(1, 1).structs(2, columns.size() + 1);
    footer.begin().text(4, "schema").integer(5, columns.size()).end();
    for (ParquetColumn column : columns) {
      footer.begin().integer(1, column.type().physical()).integer(3, OPTIONAL);
      footer.text(4, column.name());
      if (column.type() == ValueType.TEXT) {
        footer.integer(6, UTF8).begin(10).begin(STRING_TYPE).end().end();
      }
      footer.end();
    }
    footer.longInteger(3, rows).structs(4, groups.size());
    groups.forEach(group -> write(group, footer));
    return footer.text(6, "sightline").finish();
  }

  private void write(Group group, ThriftWriter footer) {
    long total = 0;
    footer.begin().structs(1, columns.size());
    for (int i = 0; i < columns.size(); i++) {
      Page page = group.pages().get(i);
      total += page.bytes();
      footer
          .begin()
          .longInteger(2, page.offset())
          .begin(3)
          .integer(1, columns.get(i).type().physical())
          .integers(2, PLAIN, RLE)
          .texts(3, columns.get(i).name())
          .integer(4, 0) // uncompressed
          .longInteger(5, group.rows())
          .longInteger(6, page.bytes())
          .longInteger(7, page.bytes())
          .longInteger(9, page.offset())
          .end()
          .end();
    }
    footer.longInteger(2, total).longInteger(3, group.rows()).end();
  }
}
