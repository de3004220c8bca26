package dev.sightline.spark;

import dev.sightline.indexer.Indexer;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryModel;
import dev.sightline.models.ClipModel;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;

/// Embeds pictures on Spark: what `spark-submit` starts, see `docs/how-to/spark.md`.
///
/// Pictures that the output does not have yet are spread over parts by their path; each part is a
/// task, and whole once its note is written. A job that was stopped at any point is taken up by the
/// next: it embeds what is in no whole part, and the files that have changed since.
public final class EmbedJob {
  /// A core that is done early has at most so large a share of its work to wait for.
  private static final int PARTS_A_CORE = 8;

  private static final int SMALLEST_PART = 16;
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private final SparkSession spark;
  private final JobOptions options;
  private final SerializableConfiguration hadoop;

  EmbedJob(SparkSession spark, JobOptions options) {
    this.spark = spark;
    this.options = options;
    this.hadoop = new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
  }

  /// Runs a job.
  public static void main(String[] arguments) {
    if (Arrays.asList(arguments).contains("--help")) {
      System.out.print(JobOptions.HELP);
      return;
    }
    try {
      JobOptions options = JobOptions.parse(arguments);
      try (var spark = SparkSession.builder().appName("sightline").getOrCreate()) {
        System.out.println(new EmbedJob(spark, options).run().text());
      }
    } catch (JobException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE);
    } catch (LibraryException | IOException e) {
      System.err.println(e.getMessage());
      System.exit(FAILED);
    }
  }

  /// What a job did.
  ///
  /// @param pictures that its source has
  /// @param there how many of them the output had already
  /// @param images written
  /// @param setAside pictures that could not be taken in
  /// @param encoded images that went through the model
  /// @param parts written
  /// @param pushed images that the collection did not have, where one was named
  record Report(
      long pictures,
      long there,
      long images,
      long setAside,
      long encoded,
      int parts,
      Optional<Long> pushed) {
    String text() {
      String done =
          "%,d pictures: %,d were there, %,d images written in %,d parts, %,d set aside."
              .formatted(pictures, there, images, parts, setAside);
      return pushed.map(it -> "%s %,d images sent.".formatted(done, it)).orElse(done);
    }
  }

  /// Embeds what the output lacks, and puts all of it into the collection if one is named.
  ///
  /// @throws JobException if something is wrong that the user can put right
  /// @throws IOException if the output cannot be read or written
  Report run() throws IOException {
    try {
      return embedAndPush();
    } catch (Exception e) { // Scala declares none of those that it throws
      Optional<JobException> reason = reason(e);
      if (reason.isPresent()) {
        throw reason.get();
      }
      throw e;
    }
  }

  /// What an executor said, below what Spark says of its tasks.
  private static Optional<JobException> reason(Throwable e) {
    for (Throwable it = e; it != null; it = it.getCause()) {
      if (it instanceof JobException reason) {
        return Optional.of(reason);
      }
    }
    return Optional.empty();
  }

  private Report embedAndPush() throws IOException {
    var place = new ModelLocation(options.model(), options.variant());
    LibraryModel model = model(place);
    Optional<CollectionPush> push =
        options.push().map(it -> CollectionPush.to(it, options.loginFile(), model));
    var job = JobManifest.of(model, options);
    var output = OutputFolder.at(options.output(), hadoop.value());
    Dataset<Row> pictures = new ImageTable(spark, hadoop).of(options.source());
    output.prepare(job);
    if (options.retry()) {
      output.forgetQuarantine();
    }
    Report embedded =
        embed(
            pictures,
            new PartTask(
                place,
                job,
                output,
                nextPart(output),
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(hadoop)),
            output);
    output.removeAttempts();
    if (push.isEmpty()) {
      return embedded;
    }
    long sent = push.get().run(spark, output, hadoop);
    return new Report(
        embedded.pictures(),
        embedded.there(),
        embedded.images(),
        embedded.setAside(),
        embedded.encoded(),
        embedded.parts(),
        Optional.of(sent));
  }

  private LibraryModel model(ModelLocation place) {
    ClipModel model = place.open(hadoop.value());
    return Indexer.libraryModel(model, model.imageEncoder().dimension());
  }

  private static int nextPart(OutputFolder output) throws IOException {
    return output.whole().stream().mapToInt(it -> it + 1).max().orElse(0);
  }

  private Report embed(Dataset<Row> pictures, PartTask task, OutputFolder output)
      throws IOException {
    Dataset<Row> all = onceEach(pictures.select(ImageRow.columns()));
    all.persist(StorageLevel.MEMORY_AND_DISK());
    boolean fresh = output.whole().isEmpty();
    Dataset<Row> missing =
        fresh ? all : lacking(all, output).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long count = all.count();
      long open = fresh ? count : missing.count();
      List<PartResult> parts =
          open == 0
              ? List.of()
              : PartCommits.run(
                  spark.sparkContext(),
                  partitions(tasked(pictures, missing, fresh), open),
                  task,
                  output);
      return new Report(
          count,
          count - open,
          parts.stream().mapToLong(PartResult::images).sum(),
          parts.stream().mapToLong(PartResult::setAside).sum(),
          parts.stream().mapToLong(PartResult::encoded).sum(),
          parts.size(),
          Optional.empty());
    } finally {
      missing.unpersist();
      all.unpersist();
    }
  }

  /// One folder names no file twice; anything else may.
  private Dataset<Row> onceEach(Dataset<Row> rows) {
    boolean oneFolder =
        options.source() instanceof ImageInput.Folders folders && folders.places().size() == 1;
    return oneFolder ? rows : rows.dropDuplicates(ImageRow.PATH);
  }

  private Dataset<Row> lacking(Dataset<Row> all, OutputFolder output) throws IOException {
    List<String> marks = List.of(ImageRow.PATH, ImageRow.BYTES, ImageRow.MODIFIED);
    return all.join(EmbeddedImages.of(spark, output), names(marks), "left_anti");
  }

  /// As many parts as their size asks for, and so many that all cores are busy until the end, but
  /// for a handful of pictures.
  private int parts(long open, int cores) {
    long bySize = (open + options.partSize() - 1) / options.partSize();
    long byCores = Math.min((long) cores * PARTS_A_CORE, open / SMALLEST_PART);
    return Math.toIntExact(Math.max(bySize, byCores));
  }

  /// The rows that tasks get: those of a table with the bytes that it holds.
  private Dataset<Row> tasked(Dataset<Row> pictures, Dataset<Row> missing, boolean fresh) {
    if (!(options.source() instanceof ImageInput.BytesTable)) {
      return missing;
    }
    return fresh
        ? pictures
        : pictures.join(missing.select(ImageRow.PATH), names(List.of(ImageRow.PATH)), "left_semi");
  }

  /// Spreads pictures by their path, so that nothing has to be in order.
  private RDD<Row> partitions(Dataset<Row> rows, long open) {
    int parts = parts(open, spark.sparkContext().defaultParallelism());
    return rows.repartition(parts, functions.col(ImageRow.PATH)).rdd();
  }

  private static scala.collection.immutable.Seq<String> names(List<String> columns) {
    return scala.jdk.javaapi.CollectionConverters.asScala(columns).toSeq();
  }
}
