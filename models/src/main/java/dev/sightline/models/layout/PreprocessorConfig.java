package dev.sightline.models.layout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightline.images.pixels.Resampler;
import dev.sightline.models.preprocessing.Preprocessing;
import java.nio.file.Path;
import java.util.List;

/// Reads `preprocessor_config.json`, the configuration of Hugging Face's image processors.
final class PreprocessorConfig {
  private static final int PILLOW_BILINEAR = 2;
  private static final int PILLOW_BICUBIC = 3;

  private PreprocessorConfig() {}

  /// @throws InvalidModelException if the file is damaged or has an impossible value
  static Preprocessing read(Path file) {
    JsonNode json = ModelFolder.json(file);
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

  /// Three numbers of a configuration, for red, green and blue.
  static List<Double> channels(Path file, JsonNode json, String field) {
    JsonNode list = json.path(field);
    if (!list.isArray() || list.size() != 3) {
      throw InvalidModelException.unexpected(file, field, list, "three numbers");
    }
    return List.of(list.get(0).asDouble(), list.get(1).asDouble(), list.get(2).asDouble());
  }
}
