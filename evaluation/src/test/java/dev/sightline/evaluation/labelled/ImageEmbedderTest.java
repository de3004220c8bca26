package dev.sightline.evaluation.labelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.evaluation.metrics.EvaluationException;
import dev.sightline.images.DecodedImage;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageEmbedderTest {
  private static final Path PROJECT = Project.root();

  private static ClipModel model =
      ClipModel.open(PROJECT.resolve("models/sightline-tiny"), ModelOptions.DEFAULT);

  @TempDir private Path folder;
  private final AtomicInteger decoded = new AtomicInteger();

  @BeforeAll
  static void loadTheModel() {
    model.imageEncoder();
  }

  @AfterAll
  static void closeTheModel() {
    model.close();
  }

  @BeforeEach
  void twoClassesOfTwo() throws IOException {
    copy("animals/farm/IMG_2041.jpg", "farm/cow.jpg");
    copy("animals/farm/horses-on-the-hill.jpg", "farm/horses.jpg");
    copy("space/astronaut.jpg", "space/a.jpg");
    copy("space/distant-galaxies.jpg", "space/b.jpg");
  }

  private Path copy(String sample, String name) throws IOException {
    Path to = folder.resolve("all").resolve(name);
    Files.createDirectories(to.getParent());
    return Files.copy(PROJECT.resolve("sample-data").resolve(sample), to);
  }

  private LabelledSet embed() throws IOException {
    ImageDecoder real = ImageDecoder.create(DecodeLimits.DEFAULT);
    try (var embedder = new ImageEmbedder(model, new Counting(real, decoded), cache(), _ -> {})) {
      return embedder.embed(LabelledFiles.read(folder.resolve("all")));
    }
  }

  private Optional<Path> cache() {
    return Optional.of(folder.resolve("cache"));
  }

  /// Counts what is decoded.
  private record Counting(ImageDecoder real, AtomicInteger decoded) implements ImageDecoder {
    @Override
    public DecodedImage decode(ImageSource source, int shortSide) throws UnreadableImageException {
      decoded.incrementAndGet();
      return real.decode(source, shortSide);
    }
  }

  @Test
  void embeds_what_the_image_encoder_gives() throws Exception {
    var set = embed();

    assertThat(set.images()).hasSize(4);
    var cow = set.images().getFirst();
    var pixels =
        ImageDecoder.create(DecodeLimits.DEFAULT)
            .decode(
                ImageSource.ofFile(cow.file()),
                model.imageEncoder().preprocessor().preprocessing().decodeShortSide())
            .pixels();
    float[] embedding = model.imageEncoder().encode(pixels);
    double cosine = 0;
    for (int i = 0; i < embedding.length; i++) {
      cosine += (double) embedding[i] * cow.embedding()[i];
    }
    assertThat(cosine).isGreaterThan(0.9999);
    assertThat(set.counts()).containsExactly(2, 2);
  }

  @Test
  void a_second_run_decodes_nothing_and_gives_the_same() throws IOException {
    var first = embed();
    decoded.set(0);

    var second = embed();

    assertThat(decoded).hasValue(0);
    assertThat(second.images().get(3).output()).isEqualTo(first.images().get(3).output());
  }

  @Test
  void a_run_that_was_cut_short_goes_on_where_it_was() throws IOException {
    embed();
    Path kept = keptFile();
    long record = Files.size(kept) / 4;
    try (var channel = java.nio.channels.FileChannel.open(kept, StandardOpenOption.WRITE)) {
      channel.truncate(2 * record + record / 2);
    }
    decoded.set(0);

    var set = embed();

    assertThat(decoded).hasValue(2);
    assertThat(set.images()).hasSize(4);
    assertThat(Files.size(kept)).isEqualTo(4 * record);
  }

  @Test
  void a_damaged_record_is_made_again() throws IOException {
    embed();
    Path kept = keptFile();
    byte[] bytes = Files.readAllBytes(kept);
    bytes[40]++;
    Files.write(kept, bytes);
    decoded.set(0);

    embed();

    assertThat(decoded).hasValue(1);
  }

  private Path keptFile() throws IOException {
    try (var files = Files.list(folder.resolve("cache"))) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void the_same_bytes_count_once_and_are_reported() throws IOException {
    Path again = copy("animals/farm/IMG_2041.jpg", "farm/zz.jpg");
    Path elsewhere = copy("animals/farm/IMG_2041.jpg", "space/zz.jpg");

    var set = embed();

    Path cow = folder.resolve("all/farm/cow.jpg");
    assertThat(set.images()).hasSize(4);
    assertThat(set.copies())
        .containsExactly(new CopiedFile(again, cow, false), new CopiedFile(elsewhere, cow, true));
  }

  @Test
  void what_cannot_be_read_is_reported_and_left_out() throws IOException {
    Path broken = Files.writeString(folder.resolve("all/farm/broken.jpg"), "no picture");

    var set = embed();

    assertThat(set.images()).hasSize(4);
    assertThat(set.skipped()).extracting(SkippedFile::file).containsExactly(broken);
    assertThat(set.skipped().getFirst().reason()).isNotBlank();
  }

  @Test
  void a_class_of_which_nothing_can_be_read_is_named() throws IOException {
    Files.createDirectories(folder.resolve("all/zoo"));
    Files.writeString(folder.resolve("all/zoo/broken.jpg"), "no picture");

    assertThatThrownBy(this::embed)
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("The class 'zoo' has no picture that can be measured with:")
        .hasMessageContaining("broken.jpg");
  }

  @Test
  void pictures_that_were_learned_from_are_taken_out_of_another_set() throws IOException {
    var set = embed();

    var unseen = set.without(set.images().subList(0, 1), set.classes());

    assertThat(unseen.images()).hasSize(3);
    assertThat(unseen.copies())
        .extracting(CopiedFile::original)
        .containsExactly(folder.resolve("all/farm/cow.jpg"));
  }
}
