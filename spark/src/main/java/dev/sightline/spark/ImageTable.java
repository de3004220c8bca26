package dev.sightline.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.util.SerializableConfiguration;

/// All pictures of a [ImageInput] as rows of [ImageRow], made by the executors.
final class ImageTable {
  /// Folders that are handed to executors once there are so many.
  private static final int FOLDERS_TO_SHARE = 64;

  private static final String MODIFICATION_TIME = "modificationTime";

  private final SparkSession spark;
  private final SerializableConfiguration hadoop;

  ImageTable(SparkSession spark, SerializableConfiguration hadoop) {
    this.spark = spark;
    this.hadoop = hadoop;
  }

  /// @throws JobException if there is no such source, or it is not as it should be
  Dataset<Row> of(ImageInput source) {
    return switch (source) {
      case ImageInput.Folders folders -> folders(folders);
      case ImageInput.FileList list -> ofPaths(lines(list.file()), list.file());
      case ImageInput.PathTable table ->
          ofPaths(
              texts(table(table.table(), table.pathColumn()), table.pathColumn()), table.table());
      case ImageInput.BytesTable table -> bytes(table);
    };
  }

  private Dataset<Row> folders(ImageInput.Folders folders) {
    var found = new ArrayList<Row>();
    Dataset<Row> all = null;
    for (String place : folders.places()) {
      var root = qualified(place);
      FolderListing.Found begun =
          new FolderListing(root, folders.excludes(), hadoop.value()).listUntil(FOLDERS_TO_SHARE);
      found.addAll(begun.pictures());
      if (!begun.folders().isEmpty()) {
        Dataset<Row> rest = below(root, folders.excludes(), begun.folders());
        all = all == null ? rest : all.union(rest);
      }
    }
    Dataset<Row> here = spark.createDataFrame(found, ImageRow.SCHEMA);
    return all == null ? here : here.union(all);
  }

  private Path qualified(String place) {
    try {
      var path = new Path(place);
      return path.getFileSystem(hadoop.value()).makeQualified(path);
    } catch (IOException | IllegalArgumentException e) {
      throw new JobException("--input %s cannot be used: %s.".formatted(place, e.getMessage()), e);
    }
  }

  private Dataset<Row> below(Path root, List<String> excludes, List<String> folders) {
    String top = root.toString();
    SerializableConfiguration configuration = hadoop;
    JavaRDD<Row> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(folders, folders.size())
            .mapPartitions(
                some -> {
                  var listing = new FolderListing(new Path(top), excludes, configuration.value());
                  return listing.listBelow(all(some)).iterator();
                });
    return spark.createDataFrame(rows, ImageRow.SCHEMA);
  }

  private static <T> List<T> all(Iterator<T> items) {
    var all = new ArrayList<T>();
    items.forEachRemaining(all::add);
    return all;
  }

  private Dataset<String> lines(String file) {
    requireThere(file);
    return spark
        .read()
        .textFile(file)
        .filter(functions.not(functions.col("value").rlike("^\\s*$")));
  }

  private void requireThere(String place) {
    try {
      var path = new Path(place);
      if (path.getFileSystem(hadoop.value()).exists(path)) {
        return;
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new JobException("%s cannot be read: %s.".formatted(place, e.getMessage()), e);
    }
    throw new JobException("There is no %s.".formatted(place));
  }

  private Dataset<Row> table(String place, String... columns) {
    requireThere(place);
    Dataset<Row> table = read(place);
    for (String column : columns) {
      if (!Arrays.asList(table.columns()).contains(column)) {
        throw new JobException(
            "%s has no column '%s'. Its columns are: %s. Name one with --path-column or --bytes-column."
                .formatted(place, column, String.join(", ", table.columns())));
      }
    }
    return table;
  }

  private Dataset<Row> read(String place) {
    try {
      return spark.read().parquet(place);
    } catch (Exception e) { // Scala declares none of those that it throws
      throw new JobException("%s cannot be read as Parquet: %s".formatted(place, firstLine(e)), e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static Dataset<String> texts(Dataset<Row> table, String column) {
    return table
        .select(functions.col("`" + column + "`").cast(DataTypes.StringType))
        .na()
        .drop()
        .as(Encoders.STRING());
  }

  /// Rows of files whose paths are known: each is looked at by an executor.
  private Dataset<Row> ofPaths(Dataset<String> paths, String where) {
    SerializableConfiguration configuration = hadoop;
    return paths.map(
        (MapFunction<String, Row>) path -> row(path, where, configuration.value()),
        Encoders.row(ImageRow.SCHEMA));
  }

  private static Row row(String name, String where, Configuration hadoop) throws IOException {
    try {
      var path = new Path(name);
      FileSystem files = path.getFileSystem(hadoop);
      Path full = files.makeQualified(path);
      try {
        return HadoopFiles.row(files.getFileStatus(full));
      } catch (FileNotFoundException e) {
        return ImageRow.of(full.toString(), HadoopFiles.pathOf(full), 0, 0); // to be set aside
      }
    } catch (IllegalArgumentException e) {
      throw new JobException(
          "%s names '%s', which is no path: %s.".formatted(where, name, e.getMessage()), e);
    }
  }

  private Dataset<Row> bytes(ImageInput.BytesTable source) {
    Dataset<Row> table = table(source.table(), source.pathColumn(), source.bytesColumn());
    StructField content = table.schema().apply(source.bytesColumn());
    if (!content.dataType().equals(DataTypes.BinaryType)) {
      throw new JobException(
          "Column '%s' of %s is of %s, not of bytes. Name another with --bytes-column."
              .formatted(source.bytesColumn(), source.table(), content.dataType().simpleString()));
    }
    Column name = functions.col("`" + source.pathColumn() + "`").cast(DataTypes.StringType);
    Column bytes = functions.col("`" + source.bytesColumn() + "`");
    var shown =
        functions.udf(
            (org.apache.spark.sql.api.java.UDF1<String, String>) HadoopFiles::pathOf,
            DataTypes.StringType);
    boolean timed =
        Arrays.stream(table.schema().fields())
            .anyMatch(
                it ->
                    it.name().equals(MODIFICATION_TIME)
                        && it.dataType().equals(DataTypes.TimestampType));
    Column modified =
        timed
            ? functions.coalesce(
                functions.unix_millis(functions.col(MODIFICATION_TIME)), functions.lit(0L))
            : functions.lit(0L);
    return table
        .filter(name.isNotNull())
        .select(
            name.as(ImageRow.URI),
            shown.apply(name).as(ImageRow.PATH),
            functions
                .coalesce(functions.octet_length(bytes).cast(DataTypes.LongType), functions.lit(0L))
                .as(ImageRow.BYTES),
            modified.as(ImageRow.MODIFIED),
            bytes.as(ImageRow.CONTENT));
  }
}
