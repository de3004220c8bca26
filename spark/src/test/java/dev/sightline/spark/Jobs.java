package dev.sightline.spark;

import dev.sightline.library.exchange.NpyParquetPart;
import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.image.StoredVector;
import dev.sightline.testkit.Project;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/// Runs jobs in this Java, on two cores, and reads what they wrote.
final class Jobs {
  static final Path PROJECT = Project.root();

  /// The bundled model.
  static final Path MODEL = PROJECT.resolve("models/sightline-tiny");

  private Jobs() {}

  /// One for all tests: it takes seconds to start.
  static SparkSession spark() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("sightline tests")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.hadoop.fs.pics.impl", OtherFileSystem.class.getName())
        .getOrCreate();
  }

  /// Runs a job with the bundled model.
  static EmbedJob.Report run(Path output, String... arguments) throws IOException {
    var all = new ArrayList<>(List.of("--model", MODEL.toString(), "--output", output.toString()));
    all.addAll(List.of(arguments));
    return runWith(all.toArray(String[]::new));
  }

  static EmbedJob.Report runWith(String... arguments) throws IOException {
    return new EmbedJob(spark(), JobOptions.parse(arguments)).run();
  }

  /// The images of an output, in order of path.
  static List<StoredVector> images(Path output) throws IOException {
    var images = new ArrayList<StoredVector>();
    Path folder = output.resolve("img_emb");
    if (Files.exists(folder)) {
      try (var files = Files.newDirectoryStream(folder, "*.npy")) {
        for (Path npy : files) {
          String table =
              npy.getFileName().toString().replace("img_emb", "metadata").replace("npy", "parquet");
          NpyParquetPart.read(npy, output.resolve("metadata").resolve(table), "model", images::add);
        }
      }
    }
    images.sort(Comparator.comparing(it -> it.image().path()));
    return images;
  }

  /// The names of all images.
  static List<String> names(Path output) throws IOException {
    return images(output).stream()
        .flatMap(it -> it.image().paths().stream())
        .map(it -> it.getFileName().toString())
        .sorted()
        .toList();
  }

  /// `NAME REASON` of all files that were set aside.
  static List<String> setAside(Path output) {
    if (!Files.exists(output.resolve("quarantine"))) {
      return List.of();
    }
    return spark()
        .read()
        .parquet(output.resolve("quarantine").toString())
        .select("image_path", "reason")
        .collectAsList()
        .stream()
        .map((Row it) -> Path.of(it.getString(0)).getFileName() + " " + it.getString(1))
        .sorted()
        .toList();
  }

  static String asText(QuarantinedFile it) {
    return it.file().path().getFileName() + " " + it.reason();
  }

  /// A small PNG; another number is another picture.
  static Path picture(Path file, int number) throws IOException {
    var image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64; i++) {
      image.setRGB(i % 8, i / 8, number * 2_654_435 + i * 77);
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes.toByteArray());
  }
}
