package dev.sightline.library;

import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.util.BytesRef;

/// The part of the schema by which images are filtered, ordered and counted. Texts are [#folded].
///
/// | field | kind | what |
/// |---|---|---|
/// | `by.time` | long point, doc value | taken, else changed; local seconds since 1970 |
/// | `by.monthDay`, `by.day` | int points | month * 100 + day, and the day, of the same |
/// | `by.camera`, `by.lens` | terms, the camera also a doc value | make and model; the lens |
/// | `by.fileName`, `by.extension` | terms | of every path; the first name also a doc value |
/// | `by.folder` | doc value | the folder of the first path, as it is written |
/// | `by.shape` | term | `landscape`, `portrait` or `square` |
/// | `by.bytes`, `by.width`, `by.height` | long and int points, the bytes also a doc value | |
/// | `by.place` | point on the globe | |
/// | `by.rating`, `by.iso`, `by.focalLength`, `by.aperture` | points | |
/// | `by.has` | terms | `gps`, `date`, `camera`, `caption` |
public final class FilterFields {
  /// Seconds since 1970 on the local clock.
  public static final String TIME = "by.time";

  /// Month * 100 + day of the month.
  public static final String MONTH_DAY = "by.monthDay";

  /// Day of the month.
  public static final String DAY = "by.day";

  /// Make and model.
  public static final String CAMERA = "by.camera";

  /// The lens.
  public static final String LENS = "by.lens";

  /// The last name of every path.
  public static final String FILE_NAME = "by.fileName";

  /// What comes after the last point of every path.
  public static final String EXTENSION = "by.extension";

  /// The folder of the first path.
  public static final String FOLDER = "by.folder";

  /// `landscape`, `portrait` or `square`, of the upright picture.
  public static final String SHAPE = "by.shape";

  /// Size of the file.
  public static final String BYTES = "by.bytes";

  /// Upright pixels.
  public static final String WIDTH = "by.width";

  /// Upright pixels.
  public static final String HEIGHT = "by.height";

  /// Where it was taken.
  public static final String PLACE = "by.place";

  /// Stars.
  public static final String RATING = "by.rating";

  /// Sensitivity.
  public static final String ISO = "by.iso";

  /// Millimetres.
  public static final String FOCAL_LENGTH = "by.focalLength";

  /// F-number.
  public static final String APERTURE = "by.aperture";

  /// What is known of the image.
  public static final String HAS = "by.has";

  private static final int LONGEST_TERM = 8_000; // Lucene refuses terms of 32,766 bytes or more

  private FilterFields() {}

  /// A text as it is compared: canonically composed, in small letters.
  public static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  static void add(Document document, IndexedImage image) {
    ImageMetadata facts = image.facts();
    addTime(document, time(image));
    addSize(document, image);
    addNames(document, image);
    Optional<String> camera = facts.camera().map(FilterFields::term);
    camera.ifPresent(it -> addTerm(document, CAMERA, it));
    camera.ifPresent(it -> document.add(new SortedDocValuesField(CAMERA, new BytesRef(it))));
    facts.lens().map(FilterFields::term).ifPresent(it -> addTerm(document, LENS, it));
    facts
        .place()
        .ifPresent(it -> document.add(new LatLonPoint(PLACE, it.latitude(), it.longitude())));
    facts.iso().ifPresent(it -> document.add(new IntPoint(ISO, it)));
    facts.focalLengthMillimetres().ifPresent(it -> document.add(new DoublePoint(FOCAL_LENGTH, it)));
    facts.aperture().ifPresent(it -> document.add(new DoublePoint(APERTURE, it)));
    for (Annotations annotations : image.annotations()) {
      annotations.rating().ifPresent(it -> document.add(new IntPoint(RATING, it)));
    }
    addKnown(document, image, camera.isPresent());
  }

  private static void addTime(Document document, LocalDateTime time) {
    document.add(new LongPoint(TIME, time.toEpochSecond(ZoneOffset.UTC)));
    document.add(new NumericDocValuesField(TIME, time.toEpochSecond(ZoneOffset.UTC)));
    document.add(new IntPoint(MONTH_DAY, time.getMonthValue() * 100 + time.getDayOfMonth()));
    document.add(new IntPoint(DAY, time.getDayOfMonth()));
  }

  /// When it was taken, by the camera's clock, else when its file was last changed, by this
  /// machine's.
  private static LocalDateTime time(IndexedImage image) {
    return image
        .facts()
        .taken()
        .orElseGet(
            () ->
                LocalDateTime.ofInstant(
                    Instant.ofEpochMilli(image.files().getFirst().modifiedMillis()),
                    ZoneId.systemDefault()));
  }

  private static void addSize(Document document, IndexedImage image) {
    int width = image.facts().width();
    int height = image.facts().height();
    document.add(new IntPoint(WIDTH, width));
    document.add(new IntPoint(HEIGHT, height));
    addTerm(
        document, SHAPE, width == height ? "square" : width > height ? "landscape" : "portrait");
    long bytes = image.files().getFirst().bytes();
    document.add(new LongPoint(BYTES, bytes));
    document.add(new NumericDocValuesField(BYTES, bytes));
  }

  private static void addNames(Document document, IndexedImage image) {
    List<String> names =
        image.paths().stream()
            .map(StoredPath::fileName)
            .map(FilterFields::term)
            .distinct()
            .toList();
    for (String name : names) {
      addTerm(document, FILE_NAME, name);
      int dot = name.lastIndexOf('.');
      if (dot > 0) {
        addTerm(document, EXTENSION, name.substring(dot + 1));
      }
    }
    document.add(new SortedDocValuesField(FILE_NAME, new BytesRef(names.getFirst())));
    document.add(new SortedDocValuesField(FOLDER, new BytesRef(folder(image.path()))));
  }

  private static String folder(Path path) {
    String folder = StoredPath.folder(path);
    return folder.length() <= LONGEST_TERM ? folder : folder.substring(0, LONGEST_TERM);
  }

  private static void addKnown(Document document, IndexedImage image, boolean camera) {
    ImageMetadata facts = image.facts();
    addIf(facts.place().isPresent(), document, "gps");
    addIf(facts.taken().isPresent(), document, "date");
    addIf(camera, document, "camera");
    addIf(
        image.annotations().stream().anyMatch(it -> it.texts().findAny().isPresent()),
        document,
        "caption");
  }

  private static void addIf(boolean known, Document document, String what) {
    if (known) {
      addTerm(document, HAS, what);
    }
  }

  private static String term(String text) {
    String folded = folded(text);
    return folded.length() <= LONGEST_TERM ? folded : folded.substring(0, LONGEST_TERM);
  }

  private static void addTerm(Document document, String field, String term) {
    document.add(new StringField(field, term, Field.Store.NO));
  }
}
