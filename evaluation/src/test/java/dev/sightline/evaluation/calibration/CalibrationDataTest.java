package dev.sightline.evaluation.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.evaluation.metrics.EvaluationException;
import dev.sightline.evaluation.retrieval.Captions;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.searcher.confidence.BackgroundSample;
import dev.sightline.testkit.Project;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a calibration is made from, above all the bank of a user's own photos.
class CalibrationDataTest {
  private static final Path PROJECT = Project.root();
  private static ClipModel model;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    model = ClipModel.open(PROJECT.resolve("models/sightline-tiny"), ModelOptions.DEFAULT);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private CalibrationData data() {
    return new CalibrationData(model, ImageDecoder.create(DecodeLimits.DEFAULT));
  }

  /// Pictures of one colour each, in two folders.
  private void draw(int count) throws IOException {
    Files.createDirectories(folder.resolve("photos/more"));
    for (int i = 0; i < count; i++) {
      var image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
      for (int pixel = 0; pixel < 64; pixel++) {
        image.setRGB(pixel % 8, pixel / 8, 0x10305 * i + pixel);
      }
      String name = (i % 2 == 0 ? "photos/" : "photos/more/") + i + ".png";
      ImageIO.write(image, "png", folder.resolve(name).toFile());
    }
  }

  @Test
  void a_bank_is_made_of_all_photos_below_a_folder_but_those_that_cannot_be_read()
      throws IOException {
    draw(BackgroundSample.LEAST_ROWS);
    Files.writeString(folder.resolve("photos/broken.jpg"), "no picture");
    Files.writeString(folder.resolve("photos/notes.txt"), "no picture either");
    Path file = folder.resolve("bank.npy");

    assertThat(data().embedBank(folder.resolve("photos"), file)).isEqualTo(1);

    BackgroundSample bank = BackgroundSample.read(file, model.imageEncoder().dimension());
    assertThat(bank.size()).isEqualTo(BackgroundSample.LEAST_ROWS);
    float[] query = model.textEncoder().encode("a colour");
    assertThat(bank.farTail(query)).isBetween(-1.0, 1.0);
  }

  @Test
  void too_few_photos_are_no_bank() throws IOException {
    draw(20);

    assertThatThrownBy(() -> data().embedBank(folder.resolve("photos"), folder.resolve("b.npy")))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "%s holds 20 readable photos; a bank needs at least 1,000, from outside your library.",
            folder.resolve("photos"));
    assertThat(folder.resolve("b.npy")).doesNotExist();
  }

  @Test
  void too_few_classes_and_classes_without_pictures_are_told() throws IOException {
    BackgroundSample bank =
        BackgroundSample.read(
            PROJECT.resolve("models/sightline-tiny/bank.npy"), model.imageEncoder().dimension());
    Files.createDirectories(folder.resolve("classes/cat"));
    Captions captions = Captions.read(PROJECT.resolve("sample-data/captions.tsv"));

    assertThatThrownBy(() -> data().calibrate(captions, folder.resolve("classes"), bank, 1))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("There are 1 folders in")
        .hasMessageContaining("at least 8 are needed");
    for (int i = 0; i < 8; i++) {
      Files.createDirectories(folder.resolve("classes/empty" + i));
    }
    assertThatThrownBy(() -> data().calibrate(captions, folder.resolve("classes"), bank, 1))
        .isInstanceOf(EvaluationException.class)
        .hasMessageEndingWith("cat holds no pictures.");
  }
}
