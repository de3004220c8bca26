package dev.sightline.library;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What is known of a picture besides its embedding.
///
/// @param format `jpeg`, `png`, …
/// @param width upright pixels
/// @param height upright pixels
/// @param orientation the EXIF orientation that the file is stored in, 1 to 8
/// @param taken when it was taken, on the clock of the place
/// @param takenOffset that clock's distance from UTC, where the file tells
/// @param cameraMake who made the camera
/// @param cameraModel which camera
/// @param lens which lens
/// @param place where it was taken
/// @param iso the sensitivity
/// @param focalLengthMillimetres the real focal length, in mm
/// @param aperture the f-number
/// @param annotations what is written about it in its own file
/// @param hash what it looks like from afar; empty when nobody has looked, as at imported images
public record ImageMetadata(
    String format,
    int width,
    int height,
    int orientation,
    Optional<LocalDateTime> taken,
    Optional<ZoneOffset> takenOffset,
    Optional<String> cameraMake,
    Optional<String> cameraModel,
    Optional<String> lens,
    Optional<Place> place,
    OptionalInt iso,
    OptionalDouble focalLengthMillimetres,
    OptionalDouble aperture,
    Annotations annotations,
    Optional<PictureHash> hash) {
  /// A picture whose perceptual hash is not known.
  public ImageMetadata(
      String format,
      int width,
      int height,
      int orientation,
      Optional<LocalDateTime> taken,
      Optional<ZoneOffset> takenOffset,
      Optional<String> cameraMake,
      Optional<String> cameraModel,
      Optional<String> lens,
      Optional<Place> place,
      OptionalInt iso,
      OptionalDouble focalLengthMillimetres,
      OptionalDouble aperture,
      Annotations annotations) {
    this(
        format,
        width,
        height,
        orientation,
        taken,
        takenOffset,
        cameraMake,
        cameraModel,
        lens,
        place,
        iso,
        focalLengthMillimetres,
        aperture,
        annotations,
        Optional.empty());
  }

  /// A picture in whose file nothing is written about it.
  public ImageMetadata(
      String format,
      int width,
      int height,
      int orientation,
      Optional<LocalDateTime> taken,
      Optional<ZoneOffset> takenOffset,
      Optional<String> cameraMake,
      Optional<String> cameraModel,
      Optional<String> lens,
      Optional<Place> place,
      OptionalInt iso,
      OptionalDouble focalLengthMillimetres,
      OptionalDouble aperture) {
    this(
        format,
        width,
        height,
        orientation,
        taken,
        takenOffset,
        cameraMake,
        cameraModel,
        lens,
        place,
        iso,
        focalLengthMillimetres,
        aperture,
        Annotations.NONE);
  }

  /// Make and model, the make once: many cameras repeat it in their model.
  public Optional<String> camera() {
    String make = cameraMake.orElse("").strip();
    String model = cameraModel.orElse("").strip();
    String both = model.startsWith(make) ? model : (make + " " + model).strip();
    return Optional.of(both).filter(it -> !it.isEmpty());
  }

  /// The same with a perceptual hash.
  public ImageMetadata withHash(PictureHash known) {
    return new ImageMetadata(
        format,
        width,
        height,
        orientation,
        taken,
        takenOffset,
        cameraMake,
        cameraModel,
        lens,
        place,
        iso,
        focalLengthMillimetres,
        aperture,
        annotations,
        Optional.of(known));
  }

  /// A point on the globe, WGS 84.
  ///
  /// @param latitude degrees, -90 to 90
  /// @param longitude degrees, -180 to 180
  public record Place(double latitude, double longitude) {}
}
