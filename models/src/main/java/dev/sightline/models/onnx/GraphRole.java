package dev.sightline.models.onnx;

import dev.sightline.models.layout.OnnxSignature;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The purpose of a graph, with the usual names of its input and output. Where no name matches, the
/// first input or output is used, as the exports of Immich and rclip require.
///
/// @param inputs names of the input, best first
/// @param outputs names of the output, best first; the exports of SigLIP use `pooler_output`
/// @param mayTakeMask whether an `attention_mask` can be passed as well
/// @param expectedInputs the supported inputs, for messages
public record GraphRole(
    List<String> inputs, List<String> outputs, boolean mayTakeMask, String expectedInputs) {
  public static final GraphRole IMAGE =
      new GraphRole(
          List.of("pixel_values"),
          List.of("image_embeds", "pooler_output"),
          false,
          "one, the images");

  public static final GraphRole TEXT =
      new GraphRole(
          List.of("input_ids"),
          List.of("text_embeds", "pooler_output"),
          true,
          "one, the ids, and at most an attention_mask");

  /// The dimension of an embedding, as a file declares it; empty where it does not.
  public OptionalInt dimension(OnnxSignature signature) {
    Stream<OnnxSignature.Value> named =
        outputs.stream()
            .flatMap(
                name -> signature.outputs().stream().filter(output -> output.name().equals(name)));
    return Stream.concat(named, signature.outputs().stream())
        .limit(1)
        .map(OnnxSignature.Value::shape)
        .filter(shape -> shape.size() == 2 && shape.get(1) > 0)
        .mapToInt(shape -> Math.toIntExact(shape.get(1)))
        .findFirst();
  }
}
