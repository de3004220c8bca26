package dev.sightline.library.image;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// The metadata of an image.
///
/// @param format `jpeg`, `png`, …
/// @param width upright pixels
/// @param height upright pixels
/// @param orientation the EXIF orientation that the file is stored in, 1 to 8
/// @param taken when it was taken, local time
/// @param takenOffset offset of the local time from UTC, where the file states it
/// @param cameraMake maker of the camera
/// @param cameraModel model of the camera
/// @param lens model of the lens
/// @param place where it was taken
/// @param iso sensitivity (ISO)
/// @param focalLengthMillimetres the real focal length, in mm
/// @param aperture the f-number
/// @param annotations annotations in its own file
/// @param hash its perceptual hash; empty when it is not computed, as for imported images
/// @param takenFrom source of the date; EXIF for a date without a stored source
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

  /// An image whose date, if it has one, is from EXIF.
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

  /// An image whose perceptual hash is not known.
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

  /// An image without annotations in its file.
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

  /// The camera: maker and model. The maker is not repeated if the model starts with it, in any
  /// case.
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

  /// The same with another date.
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

  /// The date in the file itself.
  public Optional<CaptureDate> captureDate() {
    return taken.map(it -> new CaptureDate(it, takenOffset, takenFrom.orElse(DateSource.EXIF)));
  }

  /// A point on the globe, WGS 84.
  ///
  /// @param latitude degrees, -90 to 90
  /// @param longitude degrees, -180 to 180
  public record Place(double latitude, double longitude) {}
}
