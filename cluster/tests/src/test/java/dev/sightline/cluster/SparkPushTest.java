package dev.sightline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.cluster.connection.ClusterAddress;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The job for Spark, a program of its own, putting what it embeds into a collection.
@Tag("spark")
class SparkPushTest {
  private static final Path PROJECT = Project.root();
  private static final Path MODEL = PROJECT.resolve("models/sightline-tiny");
  private static final Path SPARK =
      Path.of(Objects.requireNonNull(System.getProperty("sightline.spark.build")));

  private final RunningCluster cluster = RunningCluster.shared();

  @TempDir private Path temporary;
  private Path photos = Path.of("");

  @BeforeEach
  void copyPhotos() throws IOException {
    photos = Files.createDirectories(temporary.toRealPath().resolve("photos"));
    try (Stream<Path> files = Files.list(PROJECT.resolve("sample-data/city"))) {
      for (Path file : files.toList()) {
        Files.copy(file, photos.resolve(file.getFileName()));
      }
    }
    Files.copy(photos.resolve("eiffel-tower.jpg"), photos.resolve("again.jpg"));
  }

  private ClusterAddress collection(String name, LibraryModel model) {
    ClusterAddress address = cluster.addressOf(name);
    ClusterCreation.create(address, Collections.SETTINGS, new ClusterCreation.Plan(model, 2, 1));
    return address;
  }

  private static LibraryModel bundled() {
    try (var model = ClipModel.open(MODEL, ModelOptions.DEFAULT)) {
      return new LibraryModel(
          model.name(),
          model.fingerprint().image(),
          model.fingerprint().text(),
          model.imageEncoder().dimension(),
          MODEL.toString());
    }
  }

  @Test
  void every_image_is_there_once_with_all_its_paths_and_what_is_there_is_not_sent_again()
      throws Exception {
    ClusterAddress address = collection("spark", bundled());

    String first = run(0, address);
    assertThat(first).contains("7 pictures", "6 images sent.");
    try (var library =
        ClusterLibrary.open(address, Collections.SETTINGS, temporary.resolve("learned"), true)) {
      assertThat(library.size()).isEqualTo(6);
      IndexedImage tower = library.imageAt(photos.resolve("again.jpg")).orElseThrow();
      assertThat(tower.paths())
          .containsExactly(photos.resolve("again.jpg"), photos.resolve("eiffel-tower.jpg"));
    }

    assertThat(run(0, address)).contains("7 were there", "0 images sent.");
  }

  @Test
  void a_collection_of_another_model_is_refused_before_anything_is_embedded() throws Exception {
    ClusterAddress address = collection("spark-other", Collections.MODEL);

    assertThat(run(1, address))
        .contains("'plain' (fingerprint p1, 16 dimensions)", "'sightline-tiny'");
    assertThat(temporary.resolve("output/img_emb")).doesNotExist();
  }

  /// Parts of one picture each, so that the same bytes come from two of them.
  private String run(int expectedExit, ClusterAddress address) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "-Dspark.master=local[2]",
                "-Dspark.ui.enabled=false",
                "-Dspark.driver.bindAddress=127.0.0.1",
                "-Dspark.driver.host=127.0.0.1",
                "dev.sightline.spark.EmbedJob"));
    command.addAll(List.of("--input", photos.toString(), "--model", MODEL.toString()));
    command.addAll(List.of("--output", temporary.resolve("output").toString()));
    command.addAll(List.of("--part-size", "1", "--push", address.toString()));
    Path said = temporary.resolve("said.txt");
    var process = new ProcessBuilder(command).redirectErrorStream(true);
    process
        .environment()
        .put(
            "CLASSPATH",
            SPARK.resolve("classes")
                + java.io.File.pathSeparator
                + Files.readString(SPARK.resolve("classpath.txt")).strip());
    int exit = process.redirectOutput(said.toFile()).start().waitFor();
    String text = Files.readString(said);
    assertThat(exit).as(text).isEqualTo(expectedExit);
    return text;
  }
}
