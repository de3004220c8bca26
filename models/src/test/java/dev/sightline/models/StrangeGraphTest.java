package dev.sightline.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.images.pixels.Pixels;
import dev.sightline.models.layout.InvalidModelException;
import dev.sightline.models.layout.Variant;
import dev.sightline.models.onnx.EncodingException;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Graphs that do what some published ones do: need filling, depend on their batch, want other
/// inputs. Each is a few nodes in place of an encoder of the Hugging Face fixture, which is made to
/// take images of 4 x 4 and gives 48 numbers.
class StrangeGraphTest {
  private static final Pixels IMAGE = new Pixels(1, 1, new byte[] {10, 20, 30});

  @TempDir private Path temporary;
  private Path folder;
  private Path imageGraph;
  private Path textGraph;

  @BeforeEach
  void copyAModel() throws IOException {
    folder = ModelFolders.copy("hf-clip", temporary.resolve("model"));
    ModelFolders.replace(folder.resolve("preprocessor_config.json"), "224", "4");
    imageGraph = folder.resolve("onnx/vision_model.onnx");
    textGraph = folder.resolve("onnx/text_model.onnx");
    Files.write(imageGraph, images().node("Flatten", "pixel_values", "out", "axis", 1).bytes());
    Files.write(textGraph, causal().bytes());
  }

  @Test
  void a_text_encoder_that_filling_does_not_change_runs_at_the_actual_length() {
    try (var model = open()) {
      assertThat(model.textEncoder().fillsContext()).isFalse();
    }
  }

  @Test
  void a_text_encoder_that_filling_changes_is_filled_though_no_file_says_so() throws IOException {
    Files.write(textGraph, looksAhead().bytes());

    try (var model = open()) {
      assertThat(model.textEncoder().fillsContext()).isTrue();
    }
  }

  @Test
  void a_configuration_that_says_whether_it_is_causal_is_believed() throws IOException {
    ModelFolders.replace(
        folder.resolve("config.json"), "\"projection_dim\"", "\"text_is_causal\": false, \"x\"");

    try (var model = open()) {
      assertThat(model.textEncoder().fillsContext()).isTrue();
    }
  }

  @Test
  void what_was_measured_is_remembered_beside_the_model() throws IOException {
    try (var model = open()) {
      model.textEncoder();
      model.imageEncoder();
    }
    Path file = folder.resolve(".sightline/measured.tsv");

    assertThat(Files.readString(file))
        .matches(
            """
            sentences may be run at their own length, filled with 49407, [0-9a-f]{64}\ttrue
            sentences of one batch are independent, [0-9a-f]{64}\ttrue
            pictures of one batch are independent, [0-9a-f]{64}\ttrue
            """);

    ModelFolders.replace(file, "true", "false");
    try (var model = open()) {
      assertThat(model.textEncoder().fillsContext()).isTrue();
      assertThat(model.imageEncoder().oneByOne()).isTrue();
    }
  }

  @Test
  void an_image_encoder_whose_vectors_depend_on_the_batch_is_run_one_by_one() throws IOException {
    Files.write(imageGraph, quantizedOverTheBatch().bytes());

    try (var model = open()) {
      var encoder = model.imageEncoder();
      float[] dark = encoder.preprocessor().prepare(IMAGE);
      float[] bright = encoder.preprocessor().prepare(new Pixels(1, 1, new byte[] {-1, -1, 0}));

      float[][] together = encoder.encode(List.of(dark, bright));

      assertThat(encoder.oneByOne()).isTrue();
      assertThat(together[0]).containsExactly(encoder.encode(List.of(dark))[0]);
    }
  }

  @Test
  void an_image_encoder_whose_vectors_do_not_is_run_in_batches() {
    try (var model = open()) {
      assertThat(model.imageEncoder().oneByOne()).isFalse();
    }
  }

  @Test
  void a_text_encoder_may_ask_which_tokens_are_filling() throws IOException {
    Files.write(textGraph, masked().bytes());

    try (var model = open()) {
      var encoder = model.textEncoder();

      assertThat(encoder.fillsContext()).isFalse();
      assertThat(encoder.encode(List.of("a dog", "a dog on a beach"))[0])
          .containsExactly(encoder.encode("a dog"));
    }
  }

  /// Other rooms' tests index with these; here is what is in them.
  @Test
  void the_graphs_in_the_fixtures_are_what_they_are_called() throws IOException {
    Path graphs = Project.modelFixture("graphs");

    assertThat(graphs.resolve("depends-on-the-batch.onnx"))
        .hasBinaryContent(quantizedOverTheBatch().bytes());
    assertThat(graphs.resolve("nan-for-dark-pictures.onnx"))
        .hasBinaryContent(nanForDarkImages().bytes());
  }

  @Test
  void ids_and_mask_may_be_of_different_width() throws IOException {
    Files.write(textGraph, masked(OnnxFile.INT32).bytes());

    try (var model = open()) {
      assertThat(model.textEncoder().encode(List.of("a dog", "a dog on a beach"))[0])
          .containsExactly(model.textEncoder().encode("a dog"));
    }
  }

  @Test
  void a_variant_whose_vectors_depend_on_the_batch_is_run_one_by_one_and_said_to_be()
      throws IOException {
    Files.write(folder.resolve("onnx/vision_model_int8.onnx"), quantizedOverTheBatch().bytes());
    Files.copy(textGraph, folder.resolve("onnx/text_model_int8.onnx"));
    var eightBits = ModelOptions.DEFAULT.withVariant(Variant.INT8);

    try (var full = open();
        var model = ClipModel.open(folder, eightBits)) {
      assertThat(model.imageEncoder().oneByOne()).isTrue();
      assertThat(full.imageEncoder().oneByOne()).isFalse();
      assertThat(model.fingerprint().image()).isNotEqualTo(full.fingerprint().image());
    }

    assertThat(Variant.presentIn(folder)).containsExactly(Variant.FP32, Variant.INT8);
    var parity = VariantParity.measure(folder, Variant.INT8, ModelOptions.DEFAULT);
    assertThat(parity.imagesOneByOne()).isTrue();
    assertThat(parity.images().min()).isBetween(0.99, 0.999999);
    assertThat(parity.images().median()).isGreaterThanOrEqualTo(parity.images().min());
    assertThat(parity.texts().min()).isGreaterThan(0.999999);
    assertThat(parity.meaning()).contains("but for near ties");
  }

  @Test
  void a_variant_that_answers_otherwise_is_said_to_be_broken() throws IOException {
    Files.write(
        folder.resolve("onnx/vision_model_int8.onnx"),
        images()
            .node("Flatten", "pixel_values", "flat", "axis", 1)
            .node("Neg", List.of("flat"), List.of("out"))
            .bytes());
    Files.copy(textGraph, folder.resolve("onnx/text_model_int8.onnx"));

    var parity = VariantParity.measure(folder, Variant.INT8, ModelOptions.DEFAULT);

    assertThat(parity.images().min()).isLessThan(-0.99);
    assertThat(parity.meaning()).contains("do not use this variant");
  }

  @Test
  void a_model_that_has_only_another_variant_says_which() throws IOException {
    Files.move(imageGraph, folder.resolve("onnx/vision_model_int8.onnx"));
    Files.move(textGraph, folder.resolve("onnx/text_model_int8.onnx"));

    assertThatThrownBy(this::open)
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            """
            Model folder %s lacks onnx/vision_model.onnx. It has other variants: \
            choose one of int8 with --variant.\
            """
                .formatted(folder));
  }

  @Test
  void a_graph_for_a_runtime_of_the_future_is_refused() throws IOException {
    Files.write(imageGraph, images().node("Flatten", "pixel_values", "out", "axis", 1).bytes(99));

    try (var model = open()) {
      assertThatThrownBy(model::imageEncoder)
          .isInstanceOf(InvalidModelException.class)
          .hasMessageStartingWith("Model file %s cannot be used: ".formatted(imageGraph))
          .hasMessageContaining("pset");
    }
  }

  @Test
  void a_graph_without_inputs_is_refused() throws IOException {
    Files.write(
        imageGraph,
        new OnnxFile()
            .output("out", 1, 48)
            .node("RandomNormal", List.of(), List.of("out"))
            .bytes());

    try (var model = open()) {
      assertThatThrownBy(model::imageEncoder)
          .isInstanceOf(InvalidModelException.class)
          .hasMessageContaining(imageGraph.toString());
    }
  }

  @Test
  void a_graph_that_answers_with_nan_is_no_embedding() throws IOException {
    Files.write(
        imageGraph,
        images()
            .node("Flatten", "pixel_values", "flat", "axis", 1)
            .node("Sub", List.of("flat", "flat"), List.of("zero"))
            .node("Div", List.of("zero", "zero"), List.of("out"))
            .bytes());

    try (var model = open()) {
      var encoder = model.imageEncoder();

      assertThatThrownBy(() -> encoder.encode(IMAGE))
          .isInstanceOf(EncodingException.class)
          .hasMessage("the model answered with a vector of length NaN, which is no embedding");
    }
  }

  @Test
  void a_graph_of_both_encoders_is_refused() throws IOException {
    Files.write(
        imageGraph,
        images()
            .input("input_ids", OnnxFile.INT64, 1, 2)
            .node("Flatten", "pixel_values", "out", "axis", 1)
            .bytes());

    try (var model = open()) {
      assertThatThrownBy(model::imageEncoder)
          .isInstanceOf(InvalidModelException.class)
          .hasMessage(
              "Model file %s has inputs = [pixel_values, input_ids], expected one, the images."
                  .formatted(imageGraph));
    }
  }

  @Test
  void a_text_graph_that_takes_images_is_refused() throws IOException {
    Files.copy(imageGraph, textGraph, StandardCopyOption.REPLACE_EXISTING);

    try (var model = open()) {
      assertThatThrownBy(model::textEncoder)
          .isInstanceOf(InvalidModelException.class)
          .hasMessage(
              "Model file %s has input type = FLOAT, expected int64 or int32 [batch, sequence]."
                  .formatted(textGraph));
    }
  }

  @Test
  void a_text_graph_of_another_length_than_its_configuration_is_refused() throws IOException {
    Files.write(
        textGraph,
        new OnnxFile()
            .input("input_ids", OnnxFile.INT64, "batch", 16)
            .output("out", "batch", 16)
            .node("Cast", "input_ids", "out", "to", OnnxFile.FLOAT)
            .bytes());

    try (var model = open()) {
      assertThatThrownBy(model::textEncoder)
          .isInstanceOf(InvalidModelException.class)
          .hasMessage(
              """
              Model file %s has input shape = [-1, 16], \
              expected [batch, 77] as its configuration says.\
              """
                  .formatted(textGraph));
    }
  }

  @Test
  void encoders_of_different_dimension_are_refused_whichever_comes_first() throws IOException {
    Files.copy(
        Project.modelFixture("hf-clip").resolve("onnx/text_model.onnx"),
        textGraph,
        StandardCopyOption.REPLACE_EXISTING);

    try (var model = open()) {
      assertThatThrownBy(model::textEncoder)
          .isInstanceOf(InvalidModelException.class)
          .hasMessage(
              """
              Image encoder %s gives vectors of 48 numbers and text encoder %s of 32. \
              Both must be made for each other; take both from one model.\
              """
                  .formatted(imageGraph, textGraph));
    }
  }

  private ClipModel open() {
    return ClipModel.open(folder, ModelOptions.DEFAULT);
  }

  private static OnnxFile images() {
    return new OnnxFile()
        .input("pixel_values", OnnxFile.FLOAT, "batch", 3, 4, 4)
        .output("out", "batch", 48);
  }

  /// As dynamic quantization does it: one range of 8 bits for everything in the batch.
  private static OnnxFile quantizedOverTheBatch() {
    return images()
        .node("Flatten", "pixel_values", "flat", "axis", 1)
        .node("DynamicQuantizeLinear", List.of("flat"), List.of("bytes", "scale", "zero"))
        .node("DequantizeLinear", List.of("bytes", "scale", "zero"), List.of("out"));
  }

  /// The square root of what is below the mean is no number.
  private static OnnxFile nanForDarkImages() {
    return images()
        .node("Flatten", "pixel_values", "flat", "axis", 1)
        .node("Sqrt", List.of("flat"), List.of("out"));
  }

  private static OnnxFile ids() {
    return new OnnxFile()
        .input("input_ids", OnnxFile.INT64, "batch", "sequence")
        .output("out", "batch", 48)
        .node("Cast", "input_ids", "ids", "to", OnnxFile.FLOAT);
  }

  /// The least and the largest id: more end tokens change neither.
  private static OnnxFile causal() {
    return wide(ids().reduce("ReduceMin", "ids", "left").reduce("ReduceMax", "ids", "right"));
  }

  /// The sum grows with every token.
  private static OnnxFile looksAhead() {
    return wide(ids().reduce("ReduceL1", "ids", "left").reduce("ReduceMax", "ids", "right"));
  }

  /// The sum over what the mask leaves.
  private static OnnxFile masked() {
    return masked(OnnxFile.INT64);
  }

  private static OnnxFile masked(int typeOfMask) {
    return wide(
        ids()
            .input("attention_mask", typeOfMask, "batch", "sequence")
            .node("Cast", "attention_mask", "mask", "to", OnnxFile.FLOAT)
            .node("Mul", List.of("ids", "mask"), List.of("own"))
            .reduce("ReduceL1", "own", "left")
            .reduce("ReduceMax", "own", "right"));
  }

  private static OnnxFile wide(OnnxFile graph) {
    var columns = IntStream.range(0, 48).mapToObj(i -> i % 2 == 0 ? "left" : "right").toList();
    return graph.concat(columns, "out");
  }
}
