package dev.sightline.models.layout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightline.images.pixels.Resampler;
import dev.sightline.models.preprocessing.Preprocessing;
import java.nio.file.Path;

/// Reads open_clip's `preprocess_cfg.json` as Immich does: the side is the first number of `size`,
/// and an odd margin of the centre crop is rounded down, where open_clip rounds half to even.
///
/// | field | values |
/// |---|---|
/// | `size` | a number, or height and width |
/// | `resize_mode` | `shortest` (with a centre crop) or `squash`; absent means `shortest` |
/// | `interpolation` | `bicubic` or `bilinear` |
/// | `mean`, `std` | three numbers each |
final class PreprocessCfg {
  private PreprocessCfg() {}

  /// @throws InvalidModelException if the file is damaged or has an impossible value
  static Preprocessing read(Path file) {
    JsonNode json = ModelFolder.json(file);
    JsonNode size = json.path("size");
    int side = size.isArray() ? size.path(0).asInt() : size.asInt();
    try {
      return new Preprocessing(
          side,
          side,
          resize(file, json.path("resize_mode").asText("shortest"), side),
          filter(file, json.path("interpolation").asText()),
          1 / 255.0,
          PreprocessorConfig.channels(file, json, "mean"),
          PreprocessorConfig.channels(file, json, "std"));
    } catch (IllegalArgumentException e) {
      throw InvalidModelException.unreadable(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static Preprocessing.Resize resize(Path file, String mode, int side) {
    return switch (mode) {
      case "shortest" ->
          new Preprocessing.Resize.ShortestEdgeThenCrop(side, Preprocessing.CropRounding.DOWN);
      case "squash" -> new Preprocessing.Resize.Squash();
      default ->
          throw InvalidModelException.unexpected(file, "resize_mode", mode, "shortest or squash");
    };
  }

  private static Resampler.Filter filter(Path file, String interpolation) {
    return switch (interpolation) {
      case "bicubic" -> Resampler.Filter.BICUBIC;
      case "bilinear" -> Resampler.Filter.BILINEAR;
      default ->
          throw InvalidModelException.unexpected(
              file, "interpolation", interpolation, "bicubic or bilinear");
    };
  }
}
