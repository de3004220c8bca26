package dev.sightline.images.metadata;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What the header and the metadata blocks of a file say about its image. An impossible value (a
/// date of zeroes, a latitude of 200) counts as absent.
///
/// @param format `jpeg`, `png`, `gif`, `bmp`, `tiff`, `webp`, `heic`, `avif`, `heif` (another codec
///     in the same container) or `jxl`, by content
/// @param width columns of the upright image at full size, at least 1
/// @param height rows of the upright image at full size, at least 1
/// @param orientation the EXIF orientation that was undone, 1 to 8; 1 where none is stated, or
///     where the decoder of the format applies it
/// @param taken when the image was taken
/// @param cameraMake such as `Canon`
/// @param cameraModel such as `EOS R5`
/// @param lens the lens model
/// @param place where the camera was
/// @param iso sensitivity, above 0
/// @param focalLengthMillimetres real, not 35-mm equivalent, above 0
/// @param aperture f-number, above 0
/// @param descriptive texts, keywords and rating in the file
public record ImageFacts(
    String format,
    int width,
    int height,
    int orientation,
    Optional<CaptureTime> taken,
    Optional<String> cameraMake,
    Optional<String> cameraModel,
    Optional<String> lens,
    Optional<GeoPoint> place,
    OptionalInt iso,
    OptionalDouble focalLengthMillimetres,
    OptionalDouble aperture,
    DescriptiveMetadata descriptive) {
  public ImageFacts {
    Objects.requireNonNull(format);
    Objects.requireNonNull(taken);
    Objects.requireNonNull(cameraMake);
    Objects.requireNonNull(cameraModel);
    Objects.requireNonNull(lens);
    Objects.requireNonNull(place);
    Objects.requireNonNull(iso);
    Objects.requireNonNull(focalLengthMillimetres);
    Objects.requireNonNull(aperture);
    Objects.requireNonNull(descriptive);
    if (width < 1 || height < 1 || orientation < 1 || orientation > 8) {
      throw new IllegalArgumentException(
          "need a size of at least 1 x 1 and an orientation of 1 to 8, got %d x %d, %d"
              .formatted(width, height, orientation));
    }
  }
}
