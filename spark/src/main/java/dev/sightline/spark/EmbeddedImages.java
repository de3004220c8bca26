package dev.sightline.spark;

import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/// The files that an output holds already, as images or set aside: `path`, `bytes`, `modified`.
final class EmbeddedImages {
  private static final String FILE_PATH = "image_path";
  private static final String FILES = "files";

  private static final StructType FILE =
      new StructType()
          .add("path", DataTypes.StringType)
          .add("bytes", DataTypes.LongType)
          .add("modified", DataTypes.LongType);

  private static final StructType IMAGES = new StructType().add(FILES, DataTypes.StringType);

  private static final StructType SET_ASIDE =
      new StructType()
          .add(FILE_PATH, DataTypes.StringType)
          .add("bytes", DataTypes.LongType)
          .add("modified", DataTypes.LongType);

  private EmbeddedImages() {}

  /// @param output prepared, so that every part in it is whole
  static Dataset<Row> of(SparkSession spark, OutputFolder output) throws IOException {
    Dataset<Row> done = spark.createDataFrame(java.util.List.of(), FILE);
    if (!output.having(OutputFolder.Kind.IMAGES).isEmpty()) {
      done = done.union(files(spark, output));
    }
    if (!output.having(OutputFolder.Kind.QUARANTINE).isEmpty()) {
      String tables = output.folder(OutputFolder.Kind.QUARANTINE).toString();
      done =
          done.union(
              spark.read().schema(SET_ASIDE).parquet(tables).toDF("path", "bytes", "modified"));
    }
    return done;
  }

  /// An image may lie at several paths.
  private static Dataset<Row> files(SparkSession spark, OutputFolder output) {
    String tables = output.folder(OutputFolder.Kind.IMAGES).toString();
    var list = DataTypes.createArrayType(FILE);
    return spark
        .read()
        .schema(IMAGES)
        .parquet(tables)
        .select(functions.explode(functions.from_json(functions.col(FILES), list)).as("file"))
        .select("file.*");
  }
}
