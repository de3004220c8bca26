package dev.sightline.library;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.VectorSimilarityFunction;

/// The schema: how an [IndexedImage] is a Lucene document, and back.
///
/// | field | kind | what |
/// |---|---|---|
/// | `id` | term, stored | hash of the bytes; one document an id |
/// | `path` | terms | every path, for looking a file up |
/// | `files` | binary doc value | paths with size, time and key, see [FileListFormat] |
/// | `embedding` | float vector, dot product | the unit vector |
/// | `time` | numeric doc value | seconds since 1970: taken (local clock), else the file's time |
/// | `format` … `aperture` | stored | [ImageMetadata], one field each, left out when unknown |
///
/// A quarantined file is a document with `quarantined` (its path, a term), `files` and the stored
/// fields `reason`, `detail`, `since`, `version` and, where it is known, `decoders`.
public final class ImageFields {
  /// Raised when documents change so that an older Sightline would misread them.
  static final int SCHEMA_VERSION = 1;

  /// The hash of the bytes.
  public static final String ID = "id";

  /// The unit vector.
  public static final String EMBEDDING = "embedding";

  /// When the picture was taken, else the file's modification time; seconds since 1970.
  public static final String TIME = "time";

  static final String PATH = "path";
  static final String FILES = "files";
  static final String QUARANTINED = "quarantined";
  static final String REASON = "reason";
  static final String DETAIL = "detail";
  static final String SINCE = "since";
  static final String VERSION = "version";
  static final String DECODERS = "decoders";

  private static final String FORMAT = "format";
  private static final String WIDTH = "width";
  private static final String HEIGHT = "height";
  private static final String ORIENTATION = "orientation";
  private static final String TAKEN = "taken";
  private static final String TAKEN_OFFSET = "takenOffset";
  private static final String CAMERA_MAKE = "cameraMake";
  private static final String CAMERA_MODEL = "cameraModel";
  private static final String LENS = "lens";
  private static final String LATITUDE = "latitude";
  private static final String LONGITUDE = "longitude";
  private static final String ISO = "iso";
  private static final String FOCAL_LENGTH = "focalLength";
  private static final String APERTURE = "aperture";

  private ImageFields() {}

  static Document document(IndexedImage image, float[] vector) {
    var document = new Document();
    document.add(new StringField(ID, image.id(), Field.Store.YES));
    image.paths().forEach(path -> document.add(pathField(PATH, StoredPath.text(path))));
    document.add(new BinaryDocValuesField(FILES, FileListFormat.encode(image.files())));
    document.add(new KnnFloatVectorField(EMBEDDING, vector, VectorSimilarityFunction.DOT_PRODUCT));
    document.add(new NumericDocValuesField(TIME, time(image)));
    addFacts(document, image.facts());
    return document;
  }

  static Document document(QuarantinedFile quarantined) {
    var document = new Document();
    document.add(pathField(QUARANTINED, StoredPath.text(quarantined.file().path())));
    document.add(
        new BinaryDocValuesField(FILES, FileListFormat.encode(List.of(quarantined.file()))));
    document.add(new StoredField(REASON, quarantined.reason()));
    document.add(new StoredField(DETAIL, quarantined.detail()));
    document.add(new StoredField(SINCE, quarantined.sinceMillis()));
    document.add(new StoredField(VERSION, quarantined.version()));
    quarantined.decoders().ifPresent(it -> document.add(new StoredField(DECODERS, it)));
    return document;
  }

  private static StringField pathField(String name, String path) {
    return new StringField(name, path, Field.Store.NO);
  }

  private static long time(IndexedImage image) {
    return image
        .facts()
        .taken()
        .map(taken -> taken.toEpochSecond(ZoneOffset.UTC))
        .orElseGet(() -> image.files().getFirst().modifiedMillis() / 1000);
  }

  private static void addFacts(Document document, ImageMetadata facts) {
    document.add(new StoredField(FORMAT, facts.format()));
    document.add(new StoredField(WIDTH, facts.width()));
    document.add(new StoredField(HEIGHT, facts.height()));
    document.add(new StoredField(ORIENTATION, facts.orientation()));
    facts.taken().ifPresent(it -> document.add(new StoredField(TAKEN, it.toString())));
    facts.takenOffset().ifPresent(it -> document.add(new StoredField(TAKEN_OFFSET, it.getId())));
    facts.cameraMake().ifPresent(it -> document.add(new StoredField(CAMERA_MAKE, it)));
    facts.cameraModel().ifPresent(it -> document.add(new StoredField(CAMERA_MODEL, it)));
    facts.lens().ifPresent(it -> document.add(new StoredField(LENS, it)));
    facts
        .place()
        .ifPresent(
            place -> {
              document.add(new StoredField(LATITUDE, place.latitude()));
              document.add(new StoredField(LONGITUDE, place.longitude()));
            });
    facts.iso().ifPresent(it -> document.add(new StoredField(ISO, it)));
    facts.focalLengthMillimetres().ifPresent(it -> document.add(new StoredField(FOCAL_LENGTH, it)));
    facts.aperture().ifPresent(it -> document.add(new StoredField(APERTURE, it)));
  }

  /// The image that a document's stored fields and file list describe.
  static IndexedImage image(Document stored, List<IndexedFile> files) throws IOException {
    String id = stored.get(ID);
    if (id == null) {
      throw new IOException("a document without an id");
    }
    return new IndexedImage(id, files, facts(stored));
  }

  private static ImageMetadata facts(Document stored) {
    return new ImageMetadata(
        text(stored, FORMAT).orElse("unknown"),
        integer(stored, WIDTH).orElse(0),
        integer(stored, HEIGHT).orElse(0),
        integer(stored, ORIENTATION).orElse(1),
        text(stored, TAKEN).map(LocalDateTime::parse),
        text(stored, TAKEN_OFFSET).map(ZoneOffset::of),
        text(stored, CAMERA_MAKE),
        text(stored, CAMERA_MODEL),
        text(stored, LENS),
        place(stored),
        integer(stored, ISO),
        real(stored, FOCAL_LENGTH),
        real(stored, APERTURE));
  }

  private static Optional<ImageMetadata.Place> place(Document stored) {
    OptionalDouble latitude = real(stored, LATITUDE);
    OptionalDouble longitude = real(stored, LONGITUDE);
    return latitude.isPresent() && longitude.isPresent()
        ? Optional.of(new ImageMetadata.Place(latitude.getAsDouble(), longitude.getAsDouble()))
        : Optional.empty();
  }

  private static Optional<String> text(Document stored, String field) {
    return Optional.ofNullable(stored.get(field));
  }

  private static OptionalInt integer(Document stored, String field) {
    IndexableField value = stored.getField(field);
    return value == null ? OptionalInt.empty() : OptionalInt.of(value.numericValue().intValue());
  }

  private static OptionalDouble real(Document stored, String field) {
    IndexableField value = stored.getField(field);
    return value == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(value.numericValue().doubleValue());
  }
}
