package dev.sightline.searcher.zeroshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.testkit.Project;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZeroShotClassifierTest {
  private static final Path PROJECT = Project.root();
  private static ClipModel model;

  @BeforeAll
  static void open() {
    model = ClipModel.open(PROJECT.resolve("models/sightline-tiny"), ModelOptions.DEFAULT);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static float[] image(String photo) throws Exception {
    var decoded =
        ImageDecoder.create(DecodeLimits.DEFAULT)
            .decode(ImageSource.ofFile(PROJECT.resolve("sample-data").resolve(photo)), 160);
    return model.imageEncoder().encode(decoded.pixels());
  }

  @ParameterizedTest
  @CsvSource({
    "animals/pets/cat-portrait.jpg, cat",
    "stamps/elephant.jpg, elephant",
    "holiday/DSC_0482.jpg, pyramid"
  })
  void the_right_label_is_the_likeliest(String photo, String label) throws Exception {
    var classifier =
        ZeroShotClassifier.of(
            model, LabelSet.written("dog,elephant,cat,pyramid,car"), PromptTemplates.openai7());

    var scored = classifier.classify(image(photo));

    assertThat(scored.getFirst().label().name()).isEqualTo(label);
    assertThat(scored).hasSize(5);
    assertThat(scored.stream().mapToDouble(ZeroShotClassifier.Scored::probability).sum())
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void a_probability_is_the_softmax_of_the_scale_times_the_cosine() throws Exception {
    var labels = LabelSet.written("cat,dog");
    var classifier = ZeroShotClassifier.of(model, labels, PromptTemplates.NONE);
    float[] image = image("animals/pets/cat-portrait.jpg");
    double scale = model.description().logitScale().value();
    double cat = Math.exp(scale * cosine(image, model.textEncoder().encode("cat")));
    double dog = Math.exp(scale * cosine(image, model.textEncoder().encode("dog")));

    assertThat(classifier.probabilities(image)[0]).isCloseTo(cat / (cat + dog), within(1e-4));
  }

  @Test
  void an_embedding_is_the_mean_of_its_sentences_at_length_one() {
    var labels = new LabelSet("x", List.of(new Label("dog", List.of("puppy"), "")));
    var two = new PromptTemplates("two", List.of("{}", "a photo of a {}"));
    var sum = new double[model.textEncoder().dimension()];
    for (String sentence : List.of("dog", "a photo of a dog", "puppy", "a photo of a puppy")) {
      float[] vector = model.textEncoder().encode(sentence);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += vector[i];
      }
    }

    float[] embedding = ZeroShotClassifier.of(model, labels, two).embeddings()[0];

    double length = 0;
    double product = 0;
    for (int i = 0; i < sum.length; i++) {
      length += sum[i] * sum[i];
      product += sum[i] * embedding[i];
    }
    assertThat(product / Math.sqrt(length)).isCloseTo(1, within(1e-5));
    assertThat(cosine(embedding, embedding)).isCloseTo(1, within(1e-5));
  }

  @Test
  void kept_embeddings_classify_as_new_ones_do() throws Exception {
    var labels = LabelSet.written("cat,dog,car");
    var fresh = ZeroShotClassifier.of(model, labels, PromptTemplates.NONE);
    var kept = ZeroShotClassifier.of(model, labels, fresh.embeddings());
    float[] image = image("stamps/elephant.jpg");

    assertThat(kept.classify(image)).isEqualTo(fresh.classify(image));
  }

  private static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }
}
