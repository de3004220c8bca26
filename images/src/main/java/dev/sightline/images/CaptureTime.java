package dev.sightline.images;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

/// When a picture was taken, by the camera's clock.
///
/// @param local date and time where the camera was
/// @param offset from UTC, where the camera wrote one (EXIF 2.31 and newer)
public record CaptureTime(LocalDateTime local, Optional<ZoneOffset> offset) {
  public CaptureTime {
    Objects.requireNonNull(local);
    Objects.requireNonNull(offset);
  }
}
