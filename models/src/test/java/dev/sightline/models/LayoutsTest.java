package dev.sightline.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.testkit.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each published layout against embeddings and ids that the reference made with Pillow, Hugging
/// Face's and open_clip's tokenizers, and ONNX Runtime's Python API. Tolerances are cosines.
class LayoutsTest {
  private static final double IMAGE_COSINE = 0.999;
  private static final double TEXT_COSINE = 0.9999;

  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);

  @ParameterizedTest
  @ValueSource(
      strings = {"hf-clip", "immich-clip", "qdrant-clip", "openclip-256", "siglip", "mobileclip"})
  void every_golden_image_has_its_embedding(String fixture) throws Exception {
    try (var model = ClipModel.open(Project.modelFixture(fixture), ModelOptions.DEFAULT)) {
      for (Map.Entry<String, JsonNode> golden : goldens(fixture, "image")) {
        var file = ImageSource.ofFile(Project.goldens("images").resolve(golden.getKey()));
        float[] embedding =
            model.imageEncoder().encode(decoder.decode(file, Integer.MAX_VALUE).pixels());

        assertThat(Cosine.of(embedding, golden.getValue()))
            .as(golden.getKey())
            .isGreaterThanOrEqualTo(IMAGE_COSINE);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hf-clip", "immich-clip", "qdrant-clip", "openclip-256", "siglip", "mobileclip"})
  void every_golden_text_has_its_ids_and_its_embedding(String fixture) throws Exception {
    try (var model = ClipModel.open(Project.modelFixture(fixture), ModelOptions.DEFAULT)) {
      var encoder = model.textEncoder();
      for (Map.Entry<String, JsonNode> golden : goldens(fixture, "text")) {
        int[] ids = encoder.tokenizer().encode(golden.getKey());
        assertThat(encoder.rows(List.of(ids)).toArray())
            .as(golden.getKey())
            .containsExactly(numbers(golden.getValue().get("ids")));

        assertThat(Cosine.of(encoder.encode(golden.getKey()), golden.getValue().get("embedding")))
            .as(golden.getKey())
            .isGreaterThanOrEqualTo(TEXT_COSINE);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hf-clip", "immich-clip", "qdrant-clip", "openclip-256", "siglip"})
  void sentences_together_are_the_sentences_alone(String fixture) {
    try (var model = ClipModel.open(Project.modelFixture(fixture), ModelOptions.DEFAULT)) {
      var sentences = List.of("a dog", "two children playing football on a green field", "", "x");

      float[][] together = model.textEncoder().encode(sentences);

      for (int i = 0; i < sentences.size(); i++) {
        float[] alone = model.textEncoder().encode(sentences.get(i));
        assertThat(Cosine.of(together[i], alone)).as(sentences.get(i)).isGreaterThan(0.99999);
      }
    }
  }

  private static List<Map.Entry<String, JsonNode>> goldens(String fixture, String side)
      throws Exception {
    JsonNode all =
        new ObjectMapper().readTree(Project.modelFixture(fixture).resolve("goldens.json").toFile());
    var goldens = new ArrayList<>(all.get(side).properties());
    assertThat(goldens).hasSizeGreaterThan(20);
    return goldens;
  }

  private static int[] numbers(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }
}
