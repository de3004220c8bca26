package dev.sightline.library.image;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the date of an image was found, in order of precedence: of several dates, that of the
/// first source is used.
public enum DateSource {
  /// EXIF `DateTimeOriginal` or `DateTimeDigitized`.
  EXIF("exif"),
  /// EXIF GPS date and time.
  GPS("gps"),
  /// XMP in the file.
  XMP("xmp"),
  /// XMP in a sidecar.
  SIDECAR("sidecar"),
  /// IPTC date and time created.
  IPTC("iptc"),
  /// EXIF `DateTime` of the file itself, which programs set to the time of a change.
  EXIF_MODIFIED("exif"),
  /// PNG `Creation Time` or `tIME`.
  PNG("png"),
  /// The JSON file of a Google Takeout.
  TAKEOUT("takeout"),
  /// The camera maker's notes in EXIF.
  MAKERNOTE("makernote"),
  /// The name of the file.
  NAME("name"),
  /// When the file was last changed: a guess.
  FILE("file");

  private final String label;

  DateSource(String label) {
    this.label = label;
  }

  /// The name for programs; both fields of EXIF are `exif`.
  public String label() {
    return label;
  }

  /// Whether a date of this source may differ from when the photo was taken.
  public boolean isGuess() {
    return this == FILE;
  }

  /// The name as it is stored.
  public String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Reads what [#stored] or [#label] gave; empty for anything else, such as a source of a newer
  /// program.
  public static Optional<DateSource> of(String text) {
    return Stream.of(values())
        .filter(it -> it.stored().equals(text) || it.label.equals(text))
        .findFirst();
  }
}
