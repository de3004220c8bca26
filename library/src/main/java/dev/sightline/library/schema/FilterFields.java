package dev.sightline.library.schema;

import java.util.Locale;
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

/// The fields of the schema for filtering, sorting and counting images. Texts are [#folded].
///
/// | field | kind | what |
/// |---|---|---|
/// | `by.time` | long point, doc value | when taken, else changed; local seconds since 1970 |
/// | `by.monthDay`, `by.day` | int points | month * 100 + day, and the day, of the same |
/// | `by.camera`, `by.lens` | terms, the camera also a doc value | make and model; the lens |
/// | `by.fileName`, `by.extension` | terms | of every path; the first name also a doc value |
/// | `by.folder` | doc value | the folder of the first path, as stored |
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

  /// The extension of every path, without the dot.
  public static final String EXTENSION = "by.extension";

  /// The folder of the first path.
  public static final String FOLDER = "by.folder";

  /// `landscape`, `portrait` or `square`, of the upright image.
  public static final String SHAPE = "by.shape";

  /// Size of the file.
  public static final String BYTES = "by.bytes";

  /// Upright pixels.
  public static final String WIDTH = "by.width";

  /// Upright pixels.
  public static final String HEIGHT = "by.height";

  /// Where it was taken.
  public static final String PLACE = "by.place";

  /// Stars, or -1 for rejected.
  public static final String RATING = "by.rating";

  /// Sensitivity.
  public static final String ISO = "by.iso";

  /// Millimetres.
  public static final String FOCAL_LENGTH = "by.focalLength";

  /// F-number.
  public static final String APERTURE = "by.aperture";

  /// What is known of the image.
  public static final String HAS = "by.has";

  private FilterFields() {}

  /// A text in the form in which it is compared: NFC and lower case.
  public static String folded(String text) {
    return WordAnalysis.composed(text).toLowerCase(Locale.ROOT);
  }

  static void add(Document document, IndexedFields values) {
    document.add(new LongPoint(TIME, values.seconds()));
    document.add(new NumericDocValuesField(TIME, values.seconds()));
    document.add(new IntPoint(MONTH_DAY, values.monthDay()));
    document.add(new IntPoint(DAY, values.time().getDayOfMonth()));
    document.add(new IntPoint(WIDTH, values.width()));
    document.add(new IntPoint(HEIGHT, values.height()));
    addTerm(document, SHAPE, values.shape());
    document.add(new LongPoint(BYTES, values.bytes()));
    document.add(new NumericDocValuesField(BYTES, values.bytes()));
    values.fileNames().forEach(it -> addTerm(document, FILE_NAME, it));
    values.extensions().forEach(it -> addTerm(document, EXTENSION, it));
    String first = values.fileNames().getFirst();
    document.add(new SortedDocValuesField(FILE_NAME, new BytesRef(first)));
    document.add(new SortedDocValuesField(FOLDER, new BytesRef(values.folder())));
    addCamera(document, values);
    values.ratings().forEach(it -> document.add(new IntPoint(RATING, it)));
    values.has().forEach(it -> addTerm(document, HAS, it));
  }

  private static void addCamera(Document document, IndexedFields values) {
    values.camera().ifPresent(it -> addTerm(document, CAMERA, it));
    values
        .camera()
        .ifPresent(it -> document.add(new SortedDocValuesField(CAMERA, new BytesRef(it))));
    values.lens().ifPresent(it -> addTerm(document, LENS, it));
    values
        .place()
        .ifPresent(it -> document.add(new LatLonPoint(PLACE, it.latitude(), it.longitude())));
    values.iso().ifPresent(it -> document.add(new IntPoint(ISO, it)));
    values.focalLength().ifPresent(it -> document.add(new DoublePoint(FOCAL_LENGTH, it)));
    values.aperture().ifPresent(it -> document.add(new DoublePoint(APERTURE, it)));
  }

  private static void addTerm(Document document, String field, String term) {
    document.add(new StringField(field, term, Field.Store.NO));
  }
}
