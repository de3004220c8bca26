package dev.sightline.library.image;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// When an image was taken, with the source of the date.
///
/// @param local local time where the image was taken; UTC, with the offset Z, where only that is
///     known
/// @param offset its offset from UTC, where the source states it
/// @param source where the date was found
public record CaptureDate(LocalDateTime local, Optional<ZoneOffset> offset, DateSource source) {
  public CaptureDate {
    Objects.requireNonNull(local);
    Objects.requireNonNull(offset);
    Objects.requireNonNull(source);
  }

  /// The date as a list of two or three texts: source, local time, offset.
  public static List<String> texts(Optional<CaptureDate> date) {
    var texts = new ArrayList<String>();
    date.ifPresent(
        it -> {
          texts.add(it.source.stored());
          texts.add(it.local.toString());
          it.offset.ifPresent(offset -> texts.add(offset.getId()));
        });
    return texts;
  }

  /// Reads what [#texts] gave; empty for a source that is not known.
  ///
  /// @throws DateTimeException if it is not a date
  public static Optional<CaptureDate> ofTexts(List<String> texts) {
    if (texts.size() < 2) {
      return Optional.empty();
    }
    LocalDateTime local = LocalDateTime.parse(texts.get(1));
    Optional<ZoneOffset> offset =
        texts.size() > 2 ? Optional.of(ZoneOffset.of(texts.get(2))) : Optional.empty();
    return DateSource.of(texts.getFirst()).map(it -> new CaptureDate(local, offset, it));
  }
}
