package dev.sightline.web.security;

import dev.sightline.searcher.ImageField;
import dev.sightline.searcher.VisibleFields;
import dev.sightline.web.http.WebOptions;
import java.util.EnumSet;

/// What a caller may see of images, and the addresses of images on this server.
///
/// @param paths whether the caller may see where files are on this machine
/// @param places whether callers may see where photos were taken
public record CallerView(boolean paths, boolean places) {
  /// What all addresses of the API start with.
  public static final String PREFIX = "/api/v1";

  private static final String IMAGES = PREFIX + "/images/";

  /// The view of a caller.
  public static CallerView of(Caller caller, WebOptions options) {
    return new CallerView(caller.isTrusted(), !options.stripLocation());
  }

  /// The fields of images that the caller may see. Everybody sees those that are named here; paths
  /// and places are added for those who may see them. A field that is named nowhere stays hidden.
  public VisibleFields fields() {
    var fields =
        EnumSet.of(
            ImageField.ID,
            ImageField.WIDTH,
            ImageField.HEIGHT,
            ImageField.TAKEN,
            ImageField.DATE_SOURCE,
            ImageField.FORMAT,
            ImageField.BYTES,
            ImageField.TAKEN_OFFSET,
            ImageField.CAMERA_MAKE,
            ImageField.CAMERA_MODEL,
            ImageField.LENS,
            ImageField.ISO,
            ImageField.FOCAL_LENGTH,
            ImageField.APERTURE,
            ImageField.THUMBNAIL,
            ImageField.ORIGINAL,
            ImageField.SIMILAR);
    if (paths) {
      fields.add(ImageField.PATH);
      fields.add(ImageField.PATHS);
    }
    if (places) {
      fields.add(ImageField.PLACE);
    }
    return new VisibleFields(fields, IMAGES);
  }

  /// The address of an image's metadata; those of its files lie below.
  public static String addressOf(String id) {
    return IMAGES + id;
  }
}
