package dev.sightline.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.images.Resampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The layout that Hugging Face's `transformers` and the Xenova and onnx-community exports share:
/// `config.json`, `preprocessor_config.json`, `tokenizer.json`, `onnx/vision_model.onnx` and
/// `onnx/text_model.onnx`, with a suffix such as `_fp16` for other variants.
final class HuggingFaceLayout {
  private static final int PILLOW_BILINEAR = 2;
  private static final int PILLOW_BICUBIC = 3;

  private final Path folder;
  private final Variant variant;

  private HuggingFaceLayout(Path folder, Variant variant) {
    this.folder = folder;
    this.variant = variant;
  }

  /// Reads a model folder.
  ///
  /// @throws InvalidModelException if a file is missing, broken or not understood
  static ModelDescription describe(Path folder, Variant variant) {
    return new HuggingFaceLayout(folder, variant).describe();
  }

  private ModelDescription describe() {
    Path configurationFile = existing("config.json");
    Path preprocessorFile = existing("preprocessor_config.json");
    Path tokenizerFile = existing("tokenizer.json");
    Path imageGraph = graph("vision_model");
    Path textGraph = graph("text_model");
    JsonNode configuration = json(configurationFile);
    String type = configuration.path("model_type").asText();
    if (!type.equals("clip")) {
      throw InvalidModelException.unexpected(configurationFile, "model_type", type, "clip");
    }
    JsonNode text = configuration.path("text_config");
    int context = text.path("max_position_embeddings").asInt();
    if (context < 2) {
      throw InvalidModelException.unexpected(
          configurationFile, "text_config.max_position_embeddings", context, "at least 2");
    }
    return new ModelDescription(
        folder.toAbsolutePath().normalize().getFileName().toString(),
        folder,
        variant,
        imageGraph,
        textGraph,
        tokenizerFile,
        preprocessing(preprocessorFile),
        context,
        configuration.path("text_is_causal").asBoolean(true)
            ? ModelDescription.TextLength.ACTUAL
            : ModelDescription.TextLength.FULL_CONTEXT,
        configuration.has("logit_scale_init_value")
            ? LogitScale.fromConfiguration(configuration.path("logit_scale_init_value").asDouble())
            : LogitScale.assumed());
  }

  private Path graph(String name) {
    return variant.fileSuffixes().stream()
        .map(suffix -> folder.resolve("onnx").resolve(name + suffix + ".onnx"))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                InvalidModelException.missing(
                    folder, "onnx/" + name + variant.fileSuffixes().getFirst() + ".onnx"));
  }

  private Path existing(String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw InvalidModelException.missing(folder, name);
    }
    return file;
  }

  private static JsonNode json(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw InvalidModelException.unreadable(file, "it is not JSON", e);
    } catch (IOException e) {
      throw InvalidModelException.unreadable(file, e.toString(), e);
    }
  }

  private static Preprocessing preprocessing(Path file) {
    JsonNode json = json(file);
    JsonNode size = json.path("size");
    boolean keepsShape = size.has("shortest_edge") || size.isInt();
    int edge = size.isInt() ? size.asInt() : size.path("shortest_edge").asInt();
    JsonNode input =
        keepsShape && json.path("do_center_crop").asBoolean(true) ? json.path("crop_size") : size;
    int width = input.isInt() ? input.asInt() : input.path("width").asInt(edge);
    int height = input.isInt() ? input.asInt() : input.path("height").asInt(edge);
    boolean normalizes = json.path("do_normalize").asBoolean(true);
    try {
      return new Preprocessing(
          width,
          height,
          keepsShape
              ? new Preprocessing.Resize.ShortestEdgeThenCrop(edge)
              : new Preprocessing.Resize.Squash(),
          filter(file, json.path("resample").asInt(PILLOW_BICUBIC)),
          json.path("do_rescale").asBoolean(true)
              ? json.path("rescale_factor").asDouble(1 / 255.0)
              : 1,
          normalizes ? channels(file, json, "image_mean") : List.of(0.0, 0.0, 0.0),
          normalizes ? channels(file, json, "image_std") : List.of(1.0, 1.0, 1.0));
    } catch (IllegalArgumentException e) {
      throw InvalidModelException.unreadable(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static Resampler.Filter filter(Path file, int pillowNumber) {
    return switch (pillowNumber) {
      case PILLOW_BILINEAR -> Resampler.Filter.BILINEAR;
      case PILLOW_BICUBIC -> Resampler.Filter.BICUBIC;
      default ->
          throw InvalidModelException.unexpected(
              file, "resample", pillowNumber, "2 (bilinear) or 3 (bicubic)");
    };
  }

  private static List<Double> channels(Path file, JsonNode json, String field) {
    JsonNode list = json.path(field);
    if (!list.isArray() || list.size() != 3) {
      throw InvalidModelException.unexpected(file, field, list, "three numbers");
    }
    return List.of(list.get(0).asDouble(), list.get(1).asDouble(), list.get(2).asDouble());
  }
}
