package dev.sightline.library.exchange;

import dev.sightline.library.exchange.ParquetColumn.ValueType;
import dev.sightline.library.image.QuarantinedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Quarantined files as a Parquet table: `image_path`, `bytes` and `modified` as for images,
/// `reason` (a code), `detail` (a sentence for users), `since` (milliseconds since 1970) and
/// `version` (of Sightline).
public final class QuarantineTable {
  private QuarantineTable() {}

  /// Writes a table.
  ///
  /// @throws IOException if it cannot be written
  public static void write(Path table, List<QuarantinedFile> files) throws IOException {
    var columns =
        List.of(
            new ParquetColumn(ImageColumns.PATH, ValueType.TEXT),
            new ParquetColumn(ImageColumns.BYTES, ValueType.LONG),
            new ParquetColumn(ImageColumns.MODIFIED, ValueType.LONG),
            new ParquetColumn("reason", ValueType.TEXT),
            new ParquetColumn("detail", ValueType.TEXT),
            new ParquetColumn("since", ValueType.LONG),
            new ParquetColumn("version", ValueType.TEXT));
    try (var rows = Parquet.create(table, columns)) {
      for (QuarantinedFile it : files) {
        rows.add(
            it.file().path().toString(),
            it.file().bytes(),
            it.file().modifiedMillis(),
            it.reason(),
            it.detail(),
            it.sinceMillis(),
            it.version());
      }
    }
  }
}
