package dev.sightline.spark;

import dev.sightline.cluster.ClusterLibrary;
import dev.sightline.cluster.connection.ClusterAddress;
import dev.sightline.cluster.connection.ClusterSettings;
import dev.sightline.cluster.connection.ClusterSettings.Login;
import dev.sightline.cluster.update.BulkUpload;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.exchange.NpyParquetPart;
import dev.sightline.library.image.Embedding;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.schema.ImageRecordFormat;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/// Puts all images of an output into a collection of a cluster. The same bytes may lie in several
/// parts, so images come together by their id first and are sent once, with all their paths. What
/// the collection has already is not sent again.
final class CollectionPush implements Serializable {
  private static final long serialVersionUID = 1;

  /// Batches on their way at once from each task.
  private static final int SENDERS = 2;

  private final String address;
  private final String user;
  private final String password;
  private final String fingerprint;

  private CollectionPush(String address, Optional<Login> login, LibraryModel model) {
    this.address = address;
    this.user = login.map(Login::user).orElse("");
    this.password = login.map(Login::password).orElse("");
    this.fingerprint = model.imageFingerprint();
  }

  /// A push into a collection that answers and is of the model.
  ///
  /// @param loginFile whose first line is `USER:PASSWORD`; read here, never printed
  /// @throws JobException if the address or the file is wrong
  /// @throws dev.sightline.library.LibraryException if the collection is not as it must be
  static CollectionPush to(String address, Optional<String> loginFile, LibraryModel model) {
    try {
      ClusterAddress.parse(address);
    } catch (IllegalArgumentException e) {
      throw new JobException("--push: " + e.getMessage(), e);
    }
    var push = new CollectionPush(address, loginFile.map(CollectionPush::login), model);
    try (ClusterLibrary target = push.open()) {
      BulkUpload.requireModel(target, model);
    }
    return push;
  }

  private static Login login(String file) {
    try {
      return Login.ofFile(Path.of(file))
          .orElseThrow(
              () -> new JobException("--solr-login: %s holds no USER:PASSWORD.".formatted(file)));
    } catch (IOException e) {
      throw new JobException(
          "--solr-login %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  private ClusterLibrary open() {
    ClusterSettings settings =
        user.isEmpty()
            ? ClusterSettings.USUAL
            : ClusterSettings.USUAL.with(new Login(user, password));
    // Nothing is learned or noted by a job, so nothing is looked for there.
    Path here = Path.of(System.getProperty("java.io.tmpdir"), "sightline-nothing-learned");
    return ClusterLibrary.open(ClusterAddress.parse(address), settings, here, false);
  }

  /// Sends what the collection lacks.
  ///
  /// @return images sent
  long run(SparkSession spark, OutputFolder output, SerializableConfiguration hadoop)
      throws IOException {
    List<Integer> parts = output.having(OutputFolder.Kind.IMAGES);
    if (parts.isEmpty()) {
      return 0;
    }
    Map<String, Long> newest = newestOfChanged(spark, output);
    String folder = output.root().toString();
    var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    JavaPairRDD<String, SentImage> images =
        context
            .parallelize(parts, parts.size())
            .flatMapToPair(part -> images(folder, part, newest, hadoop))
            .reduceByKey(SentImage::and);
    long sent = images.values().mapPartitions(this::send).fold(0L, Long::sum);
    try (ClusterLibrary target = open()) {
      BulkUpload.commit(target);
    }
    return sent;
  }

  /// The newest time of files that are in several parts because they have changed.
  private static Map<String, Long> newestOfChanged(SparkSession spark, OutputFolder output)
      throws IOException {
    var newest = new LinkedHashMap<String, Long>();
    for (Row row :
        EmbeddedImages.of(spark, output)
            .groupBy("path")
            .agg(functions.max("modified").as("newest"), functions.count("modified").as("times"))
            .filter("times > 1")
            .select("path", "newest")
            .collectAsList()) {
      newest.put(row.getString(0), row.getLong(1));
    }
    return newest;
  }

  private Iterator<Tuple2<String, SentImage>> images(
      String folder, int part, Map<String, Long> newest, SerializableConfiguration hadoop)
      throws IOException {
    var output = OutputFolder.at(folder, hadoop.value());
    Path local = Files.createTempDirectory("sightline-push-");
    try {
      Path npy = local.resolve("part.npy");
      Path table = local.resolve("part.parquet");
      output.fetch(output.file(OutputFolder.Kind.VECTORS, part), npy);
      output.fetch(output.file(OutputFolder.Kind.IMAGES, part), table);
      var images = new ArrayList<Tuple2<String, SentImage>>();
      NpyParquetPart.read(
          npy,
          table,
          fingerprint,
          stored ->
              asNow(stored.image(), newest)
                  .ifPresent(
                      image ->
                          images.add(
                              new Tuple2<>(image.id(), new SentImage(image, stored.vector())))));
      return images.iterator();
    } finally {
      LocalFolders.delete(local);
    }
  }

  /// The image without files that hold other bytes since; empty when there are no others.
  private static Optional<IndexedImage> asNow(IndexedImage image, Map<String, Long> newest) {
    List<IndexedFile> files =
        image.files().stream()
            .filter(
                it ->
                    it.modifiedMillis()
                        >= newest.getOrDefault(it.path().toString(), Long.MIN_VALUE))
            .toList();
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(new IndexedImage(image.id(), files, image.facts()));
  }

  private Iterator<Long> send(Iterator<SentImage> images) throws IOException {
    if (!images.hasNext()) {
      return List.of(0L).iterator();
    }
    try (ClusterLibrary target = open();
        var feed = new BulkUpload(target, SENDERS)) {
      while (images.hasNext()) {
        feed.add(images.next().stored(fingerprint));
      }
      return List.of(feed.finish()).iterator();
    }
  }

  /// An image between executors.
  private static final class SentImage implements Serializable {
    private static final long serialVersionUID = 1;

    private final byte[] record;
    private final float[] vector;

    SentImage(IndexedImage image, float[] vector) {
      this.record = ImageRecordFormat.encode(image);
      this.vector = vector;
    }

    private IndexedImage image() throws IOException {
      return ImageRecordFormat.decode(record);
    }

    /// The same image with the files of both.
    SentImage and(SentImage other) throws IOException {
      var files = new LinkedHashMap<Path, IndexedFile>();
      image().files().forEach(it -> files.put(it.path(), it));
      other.image().files().forEach(it -> files.putIfAbsent(it.path(), it));
      IndexedImage mine = image();
      return new SentImage(
          new IndexedImage(mine.id(), List.copyOf(files.values()), mine.facts()), vector);
    }

    StoredVector stored(String fingerprint) throws IOException {
      return new StoredVector(image(), fingerprint, new Embedding(vector));
    }
  }
}
