package dev.sightline.images;

import dev.sightline.images.metadata.ImageFacts;
import dev.sightline.images.pixels.Pixels;
import java.util.Objects;

/// One decoded file: its pixels and its metadata.
///
/// @param pixels upright, at full size or at a reduced scale
/// @param facts about the whole file, so `facts.width()` may exceed `pixels.width()`
public record DecodedImage(Pixels pixels, ImageFacts facts) {
  public DecodedImage {
    Objects.requireNonNull(pixels);
    Objects.requireNonNull(facts);
  }
}
