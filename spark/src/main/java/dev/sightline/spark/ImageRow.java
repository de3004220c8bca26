package dev.sightline.spark;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/// A picture on its way through Spark: where its bytes are, the path that it goes by, and the marks
/// by which a later job knows it again.
final class ImageRow {
  static final String URI = "uri";
  static final String PATH = "path";
  static final String BYTES = "bytes";
  static final String MODIFIED = "modified";
  static final String CONTENT = "content";

  /// Without its bytes.
  static final StructType SCHEMA =
      new StructType()
          .add(URI, DataTypes.StringType)
          .add(PATH, DataTypes.StringType)
          .add(BYTES, DataTypes.LongType)
          .add(MODIFIED, DataTypes.LongType);

  private ImageRow() {}

  /// @param uri where Hadoop finds the bytes
  /// @param path absolute, as a library knows it
  /// @param bytes size of the file; 0 where it is not there
  /// @param modified milliseconds since 1970
  static Row of(String uri, String path, long bytes, long modified) {
    return RowFactory.create(uri, path, bytes, modified);
  }

  /// The columns that all rows have.
  static Column[] columns() {
    return new Column[] {
      functions.col(URI), functions.col(PATH), functions.col(BYTES), functions.col(MODIFIED)
    };
  }
}
