package dev.sightline.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.models.ClipModel;
import dev.sightline.models.layout.Variant;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs with unusual models, as some published ones are. The graphs take 4 x 4 pixels; each is
/// described, and checked, by `StrangeGraphTest` in `models`.
class StrangeModelTest {
  private static final Path FIXTURES = Project.root().resolve("models/src/test/fixtures");

  @TempDir private Path temporary;
  private Path modelFolder;
  private PhotoFolder folder;

  @BeforeEach
  void copyAModel() throws IOException {
    folder = new PhotoFolder(temporary);
    modelFolder = temporary.resolve("model");
    Files.createDirectories(modelFolder.resolve("onnx"));
    Path source = FIXTURES.resolve("hf-clip");
    for (String name : List.of("config.json", "tokenizer.json", "onnx/text_model.onnx")) {
      Files.copy(source.resolve(name), modelFolder.resolve(name));
    }
    Files.copy(
        source.resolve("onnx/text_model.onnx"), modelFolder.resolve("onnx/text_model_int8.onnx"));
    Files.writeString(
        modelFolder.resolve("preprocessor_config.json"),
        Files.readString(source.resolve("preprocessor_config.json")).replace("224", "4"));
  }

  private void imageGraph(String name, String as) throws IOException {
    Files.copy(
        FIXTURES.resolve("graphs").resolve(name),
        modelFolder.resolve("onnx").resolve(as),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private IndexReport index(ClipModel model, Path library) {
    return new Indexer(
            model,
            ImageDecoder.create(DecodeLimits.DEFAULT),
            DecodeLimits.DEFAULT,
            PhotoFolder.settings())
        .run(library, List.of(new LibraryRoot(folder.photos(), List.of())), new IndexProgress());
  }

  @Test
  void a_variant_whose_vectors_depend_on_the_batch_gives_each_photo_its_own_vector()
      throws Exception {
    imageGraph("depends-on-the-batch.onnx", "vision_model_int8.onnx");
    var decoder = ImageDecoder.create(DecodeLimits.DEFAULT);
    for (int i = 1; i <= 6; i++) {
      folder.write("photo-%d.png".formatted(i), PhotoFolder.image(i * 37));
    }

    try (var model = ClipModel.open(modelFolder, ModelOptions.DEFAULT.withVariant(Variant.INT8))) {
      IndexReport report = index(model, folder.library());

      assertThat(report.added()).isEqualTo(6);
      assertThat(model.imageEncoder().oneByOne()).isTrue();
      try (var reader = LibraryReader.open(folder.library())) {
        for (var image : folder.images()) {
          float[] alone =
              model
                  .imageEncoder()
                  .encode(
                      decoder.decode(ImageSource.ofFile(image.path()), Integer.MAX_VALUE).pixels());
          assertThat(reader.stored(image.id()).orElseThrow().vector()).containsExactly(alone);
        }
      }
    }
  }

  @Test
  void a_photo_for_which_the_model_answers_with_nan_is_quarantined_and_the_others_are_not()
      throws IOException {
    imageGraph("nan-for-dark-pictures.onnx", "vision_model.onnx");
    folder.write("bright.png", PhotoFolder.plain(0xffffff));
    folder.write("brightish.png", PhotoFolder.plain(0xf0f0f0));
    folder.write("dark.png", PhotoFolder.plain(0x000000));

    try (var model = ClipModel.open(modelFolder, ModelOptions.DEFAULT)) {
      IndexReport report = index(model, folder.library());

      assertThat(report.added()).isEqualTo(2);
      assertThat(folder.quarantined()).hasSize(1).first().asString().startsWith("dark.png ");
      assertThat(report.skipped().toString()).contains("NaN");
    }
  }
}
