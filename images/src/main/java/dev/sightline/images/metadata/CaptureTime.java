package dev.sightline.images.metadata;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

/// When an image was taken, by the camera's clock.
///
/// @param local date and time where the camera was; UTC where only UTC is known, such as from GPS
/// @param offset from UTC, where the source states one
/// @param source where in the file the time was found
public record CaptureTime(LocalDateTime local, Optional<ZoneOffset> offset, Source source) {
  public CaptureTime {
    Objects.requireNonNull(local);
    Objects.requireNonNull(offset);
    Objects.requireNonNull(source);
  }

  /// Where a time was found, in order of precedence.
  public enum Source {
    /// EXIF `DateTimeOriginal` or `DateTimeDigitized`.
    EXIF,
    /// EXIF GPS date and time, in UTC.
    GPS,
    /// XMP in the file, or in a sidecar.
    XMP,
    /// IPTC date and time created.
    IPTC,
    /// EXIF `DateTime`, which programs set to the time of a change.
    EXIF_MODIFIED,
    /// PNG `tIME` or `Creation Time`.
    PNG,
    /// The camera maker's notes in EXIF.
    MAKERNOTE
  }
}
