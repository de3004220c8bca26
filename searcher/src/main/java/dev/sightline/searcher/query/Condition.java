package dev.sightline.searcher.query;

import java.time.LocalDateTime;
import java.util.List;
import java.util.OptionalInt;

/// What a filter asks of an image, exactly. Several values of one condition mean any of them.
/// Everything that can be asked is listed here; consumers switch over it exhaustively.
public sealed interface Condition {
  /// The name before the colon.
  String field();

  /// When it was taken, else when its file was changed, on the local clock; see
  /// [dev.sightline.library.image.IndexedImage#date].
  ///
  /// @param field `date`, `after` or `before`
  /// @param spans at least one
  record Dates(String field, List<DateSpan> spans) implements Condition {
    /// Copies the list.
    public Dates {
      spans = List.copyOf(spans);
    }
  }

  /// A span of time, or days that come back every year or month.
  sealed interface DateSpan {
    /// From one moment to before another; an end that is open is far away.
    ///
    /// @param from included
    /// @param until not included
    record Between(LocalDateTime from, LocalDateTime until) implements DateSpan {}

    /// Days with some parts of their date, such as the 25th of December of any year.
    ///
    /// @param year any when empty
    /// @param month any when empty
    /// @param day any when empty; never all three
    record Recurring(OptionalInt year, OptionalInt month, OptionalInt day) implements DateSpan {}
  }

  /// A number within bounds.
  ///
  /// @param number which
  /// @param ranges at least one
  record Numbers(NumberField number, List<NumberRange> ranges) implements Condition {
    /// Copies the list.
    public Numbers {
      ranges = List.copyOf(ranges);
    }

    @Override
    public String field() {
      return number.field();
    }
  }

  /// Bounds of a number; both included, infinite where open.
  ///
  /// @param from not above `to`
  record NumberRange(double from, double to) {
    /// Takes -0 for 0: they are one number, but Lucene has the one below the other.
    public NumberRange {
      from += 0.0;
      to += 0.0;
    }
  }

  /// A text that holds a value, or is one.
  ///
  /// @param text which
  /// @param values at least one, as written
  record Texts(TextField text, List<String> values) implements Condition {
    /// Copies the list.
    public Texts {
      values = List.copyOf(values);
    }

    @Override
    public String field() {
      return text.field();
    }
  }

  /// Within a distance of a place.
  ///
  /// @param latitude degrees, WGS 84
  /// @param longitude degrees
  /// @param metres above 0
  record Near(double latitude, double longitude, double metres) implements Condition {
    /// Takes -0 for 0.
    public Near {
      latitude += 0.0;
      longitude += 0.0;
    }

    @Override
    public String field() {
      return "near";
    }
  }

  /// Something that was learned: a concept, or a zero-shot label.
  ///
  /// @param field `concept` or `label`
  /// @param names at least one
  record Learned(String field, List<String> names) implements Condition {
    /// Copies the list.
    public Learned {
      names = List.copyOf(names);
    }
  }

  /// The same once it is known which images these are: what `CustomFilters` becomes before a
  /// library is asked.
  ///
  /// @param field `concept` or `label`
  /// @param names at least one
  /// @param images those that are meant
  record Chosen(String field, List<String> names, ImageSet images) implements Condition {
    /// Copies the list.
    public Chosen {
      names = List.copyOf(names);
    }
  }

  /// Numbers that can be asked for.
  enum NumberField {
    /// Stars, 0 to 5; -1 for rejected.
    RATING,
    /// Bytes of the file.
    SIZE,
    /// Upright pixels.
    WIDTH,
    /// Upright pixels.
    HEIGHT,
    /// Sensitivity.
    ISO,
    /// Millimetres.
    FOCAL,
    /// The f-number.
    F;

    /// The name before the colon.
    public String field() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// Texts that can be asked for.
  enum TextField {
    /// Make or model contains the value.
    CAMERA,
    /// The lens contains the value.
    LENS,
    /// The folder, from its root or from the top of the disk, begins with the value.
    IN,
    /// The file name fits the glob, or holds all words of the value.
    NAME,
    /// Title, description and captions hold all words of the value.
    CAPTION,
    /// A keyword holds all words of the value.
    TAG,
    /// The file's extension is the value.
    EXT,
    /// `landscape`, `portrait` or `square`.
    ORIENTATION,
    /// `gps`, `date`, `camera`, `caption` or `duplicates`.
    HAS;

    /// The name before the colon.
    public String field() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
