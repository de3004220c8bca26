package dev.sightline.searcher;

/// A field of an image in JSON documents. `docs/reference/json.md` says what each of them holds.
///
/// Whoever writes JSON for a reader names the fields that this reader may see ([VisibleFields]); a
/// field that is added here is seen by nobody until it is named there.
public enum ImageField {
  /// Content id.
  ID,
  /// Path of the first file on the machine of the library.
  PATH,
  /// Paths of all files with these bytes.
  PATHS,
  /// Width in pixels, upright.
  WIDTH,
  /// Height in pixels, upright.
  HEIGHT,
  /// Local time at which the image was taken; null if unknown.
  TAKEN,
  /// Where the time comes from.
  DATE_SOURCE,
  /// Name of the file format.
  FORMAT,
  /// Size of the first file in bytes.
  BYTES,
  /// Offset of the local time from UTC; null if unknown.
  TAKEN_OFFSET,
  /// Maker of the camera; null if unknown.
  CAMERA_MAKE,
  /// Model of the camera; null if unknown.
  CAMERA_MODEL,
  /// Lens; null if unknown.
  LENS,
  /// Latitude and longitude in degrees; null if unknown.
  PLACE,
  /// Sensitivity; null if unknown.
  ISO,
  /// Focal length in millimetres; null if unknown.
  FOCAL_LENGTH,
  /// f-number; null if unknown.
  APERTURE,
  /// Address of the thumbnail on the server.
  THUMBNAIL,
  /// Address of the original file on the server.
  ORIGINAL,
  /// Address of the search for similar images on the server.
  SIMILAR
}
