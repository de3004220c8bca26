package dev.sightline.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.testkit.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Embeddings against those that the reference made with Pillow, Hugging Face's tokenizers and ONNX
/// Runtime's Python API. Tolerances are cosines.
class EncodersTest {
  private static final double IMAGE_COSINE = 0.999;
  private static final double TEXT_COSINE = 0.9999;
  private static final int FULL_RESOLUTION = Integer.MAX_VALUE;

  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);

  @Test
  void bundled_model_meets_its_own_goldens() throws Exception {
    Path folder = Project.bundledModel();
    JsonNode goldens = goldens(folder);
    try (var model = ClipModel.open(folder, ModelOptions.DEFAULT)) {
      for (JsonNode golden : goldens.get("images")) {
        Path file = folder.resolve(golden.get("file").asText());
        float[] embedding = model.imageEncoder().encode(decode(file, FULL_RESOLUTION));
        assertThat(Cosine.of(embedding, golden.get("embedding")))
            .as(file.toString())
            .isGreaterThan(IMAGE_COSINE);
      }
      for (JsonNode golden : goldens.get("texts")) {
        float[] embedding = model.textEncoder().encode(golden.get("text").asText());
        assertThat(Cosine.of(embedding, golden.get("embedding")))
            .as(golden.get("text").asText())
            .isGreaterThan(TEXT_COSINE);
      }
    }
  }

  @Test
  void a_batch_gives_what_one_by_one_gives() throws Exception {
    Path folder = Project.bundledModel();
    try (var model = ClipModel.open(folder, ModelOptions.DEFAULT)) {
      var encoder = model.imageEncoder();
      var prepared = new ArrayList<float[]>();
      var alone = new ArrayList<float[]>();
      for (JsonNode golden : goldens(folder).get("images")) {
        Pixels image = decode(folder.resolve(golden.get("file").asText()), FULL_RESOLUTION);
        prepared.add(encoder.preprocessor().prepare(image));
        alone.add(encoder.encode(image));
      }

      float[][] together = encoder.encode(prepared);

      for (int i = 0; i < together.length; i++) {
        assertThat(Cosine.of(together[i], alone.get(i))).isGreaterThan(0.99999);
      }
    }
  }

  @Test
  void sentences_of_different_length_in_one_batch_do_not_disturb_each_other() {
    try (var model = ClipModel.open(Project.bundledModel(), ModelOptions.DEFAULT)) {
      var sentences = List.of("a dog", "two children playing football on a green field", "", "x");

      float[][] together = model.textEncoder().encode(sentences);

      for (int i = 0; i < sentences.size(); i++) {
        float[] alone = model.textEncoder().encode(sentences.get(i));
        assertThat(Cosine.of(together[i], alone)).as(sentences.get(i)).isGreaterThan(0.99999);
      }
    }
  }

  @Test
  void a_sentence_longer_than_the_context_is_cut_into_parts_that_fit() {
    try (var model = ClipModel.open(Project.bundledModel(), ModelOptions.DEFAULT)) {
      var encoder = model.textEncoder();
      String longSentence = "a brown dog runs over a wide beach ".repeat(30).strip();

      List<String> parts = encoder.partsOf(longSentence);

      assertThat(parts).hasSizeGreaterThan(1);
      assertThat(String.join(" ", parts)).isEqualTo(longSentence);
      for (String part : parts) {
        assertThat(encoder.tokenizer().encode(part)).hasSizeLessThan(encoder.tokenizer().context());
      }
      assertThat(encoder.partsOf("a dog")).containsExactly("a dog");
      assertThat(encoder.partsOf("x".repeat(900))).containsExactly("x".repeat(900));
    }
  }

  @Test
  void every_embedding_has_length_one() throws Exception {
    try (var model = ClipModel.open(Project.bundledModel(), ModelOptions.DEFAULT)) {
      float[] text = model.textEncoder().encode("a red car");
      float[] image = model.imageEncoder().encode(new Pixels(1, 1, new byte[3]));

      assertThat(Cosine.of(text, text)).isBetween(1 - 1e-5, 1 + 1e-5);
      assertThat(Cosine.of(image, image)).isBetween(1 - 1e-5, 1 + 1e-5);
      assertThat(text).hasSize(256);
    }
  }

  private Pixels decode(Path file, int shortSide) throws Exception {
    return decoder.decode(ImageSource.ofFile(file), shortSide).pixels();
  }

  private static JsonNode goldens(Path folder) throws Exception {
    return new ObjectMapper().readTree(folder.resolve("goldens.json").toFile());
  }
}
