package dev.sightline.library.image;

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
/// @param takenFrom where the date was found; EXIF where a date is and nothing is said
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
    Optional<ImageHash> hash,
    Optional<DateSource> takenFrom) {
  /// Completes the source of the date.
  public ImageMetadata {
    takenFrom =
        taken.isPresent() ? Optional.of(takenFrom.orElse(DateSource.EXIF)) : Optional.empty();
  }

  /// A picture whose date, if it has one, is from EXIF.
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
      Annotations annotations,
      Optional<ImageHash> hash) {
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
        hash,
        Optional.empty());
  }

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

  /// Make and model, the make once: many cameras repeat it in their model, some in other case.
  public Optional<String> camera() {
    String make = cameraMake.orElse("").strip();
    String model = cameraModel.orElse("").strip();
    boolean repeated = model.regionMatches(true, 0, make, 0, make.length());
    String both = repeated ? model : (make + " " + model).strip();
    return Optional.of(both).filter(it -> !it.isEmpty());
  }

  /// The same with a perceptual hash.
  public ImageMetadata withHash(ImageHash known) {
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
        Optional.of(known),
        takenFrom);
  }

  /// The same with a date and where it was found.
  public ImageMetadata withDate(CaptureDate date) {
    return new ImageMetadata(
        format,
        width,
        height,
        orientation,
        Optional.of(date.local()),
        date.offset(),
        cameraMake,
        cameraModel,
        lens,
        place,
        iso,
        focalLengthMillimetres,
        aperture,
        annotations,
        hash,
        Optional.of(date.source()));
  }

  /// The date that the file's own bytes tell.
  public Optional<CaptureDate> captureDate() {
    return taken.map(it -> new CaptureDate(it, takenOffset, takenFrom.orElse(DateSource.EXIF)));
  }

  /// A point on the globe, WGS 84.
  ///
  /// @param latitude degrees, -90 to 90
  /// @param longitude degrees, -180 to 180
  public record Place(double latitude, double longitude) {}
}
