package dev.sightline.library.schema;

import dev.sightline.library.image.Annotations;
import dev.sightline.library.image.DateSource;
import dev.sightline.library.image.Embedding;
import dev.sightline.library.image.ImageHash;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.image.StoredPath;
import dev.sightline.library.image.StoredVector;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/// The schema: converts an [IndexedImage] to a Lucene document and back.
///
/// | field | kind | what |
/// |---|---|---|
/// | `id` | term, stored, binary doc value | hash of the bytes; one document per id |
/// | `path` | terms | every path, for looking a file up |
/// | `files` | binary doc value | paths with size, time and key, see [FileListFormat] |
/// | `companion` | terms | paths of companions |
/// | `embedding.F` | float vector, dot product | the unit vector of the model of fingerprint F |
/// | `pixels.F` | term, stored | hash of that model's input, where it is known |
/// | `name` | text, by [WordAnalysis] | file names |
/// | `caption` | text, by [WordAnalysis] | titles, descriptions and captions |
/// | `keyword` | text, by [WordAnalysis] | keywords |
/// | `hash` | binary doc value | the [ImageHash], omitted when unknown |
/// | `format` … `rejected` | stored | [ImageMetadata], one field each, omitted when unknown |
/// | `by.…` | | for filters and sorting: [FilterFields] |
///
/// A quarantined file is a document with `quarantined` (its path, a term), `files` and the stored
/// fields `reason`, `detail`, `since`, `version` and, where it is known, `decoders`.
public final class ImageFields {
  /// The hash of the bytes.
  public static final String ID = "id";

  /// Prefix of the name of a vector field, before the fingerprint.
  public static final String EMBEDDING_OF = "embedding.";

  private static final String PIXELS_OF = "pixels.";

  /// Words of file names.
  public static final String NAME = "name";

  /// Words of titles, descriptions and captions.
  public static final String CAPTION = "caption";

  /// Words of keywords.
  public static final String KEYWORD = "keyword";

  /// Every path, as [StoredPath] writes it.
  public static final String PATH = "path";
  public static final String COMPANION = "companion";
  public static final String FILES = "files";
  static final String HASH = "hash";
  public static final String QUARANTINED = "quarantined";
  static final String REASON = "reason";
  static final String DETAIL = "detail";
  static final String SINCE = "since";
  static final String VERSION = "version";
  static final String DECODERS = "decoders";
  private static final String HEAP = "heap";

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
  private static final String TITLE = "title";
  private static final String DESCRIPTION = "description";
  private static final String CAPTIONS = "captions";
  private static final String KEYWORDS = "keywords";
  private static final String RATING = "rating";
  private static final String TAKEN_FROM = "takenFrom";
  private static final String TEXTS = "texts";
  private static final String PEOPLE = "people";
  private static final String CREATORS = "creators";
  private static final String LOCATIONS = "locations";
  private static final String REJECTED = "rejected";

  private ImageFields() {}

  /// The field with the unit vectors of one model.
  ///
  /// @param fingerprint the model's image fingerprint
  public static String embedding(String fingerprint) {
    return EMBEDDING_OF + fingerprint;
  }

  /// The field with the hashes of one model's inputs.
  ///
  /// @param fingerprint the model's image fingerprint
  public static String pixels(String fingerprint) {
    return PIXELS_OF + fingerprint;
  }

  /// The Lucene document of an image with all its embeddings.
  public static Document document(StoredVector stored) {
    IndexedImage image = stored.image();
    var document = new Document();
    document.add(new StringField(ID, image.id(), Field.Store.YES));
    document.add(new BinaryDocValuesField(ID, new BytesRef(image.id())));
    image.files().forEach(file -> document.add(pathField(PATH, StoredPath.text(file.path()))));
    image.files().stream()
        .flatMap(file -> file.attachments().companions().stream())
        .forEach(path -> document.add(pathField(COMPANION, StoredPath.text(path))));
    document.add(new BinaryDocValuesField(FILES, FileListFormat.encode(image.files())));
    stored.embeddings().forEach((model, embedding) -> addEmbedding(document, model, embedding));
    var values = IndexedFields.of(image);
    FilterFields.add(document, values);
    image.facts().hash().ifPresent(it -> document.add(new BinaryDocValuesField(HASH, it.bytes())));
    addFacts(document, image.facts());
    addAnnotations(document, image.facts().annotations());
    addWords(document, values);
    return document;
  }

  private static void addEmbedding(Document document, String model, Embedding embedding) {
    document.add(
        new KnnFloatVectorField(
            embedding(model), embedding.vector(), VectorSimilarityFunction.DOT_PRODUCT));
    if (!embedding.pixels().isEmpty()) {
      document.add(new StringField(pixels(model), embedding.pixels(), Field.Store.YES));
    }
  }

  private static void addAnnotations(Document document, Annotations annotations) {
    annotations.title().ifPresent(it -> document.add(new StoredField(TITLE, it)));
    annotations.description().ifPresent(it -> document.add(new StoredField(DESCRIPTION, it)));
    annotations.captions().forEach(it -> document.add(new StoredField(CAPTIONS, it)));
    annotations.keywords().forEach(it -> document.add(new StoredField(KEYWORDS, it)));
    // A separate field, because older versions reject a rating below 0.
    annotations.stars().ifPresent(it -> document.add(new StoredField(RATING, it)));
    if (annotations.rejected()) {
      document.add(new StoredField(REJECTED, 1));
    }
    var further = annotations.further();
    further.texts().forEach(it -> document.add(new StoredField(TEXTS, it)));
    further.people().forEach(it -> document.add(new StoredField(PEOPLE, it)));
    further.creators().forEach(it -> document.add(new StoredField(CREATORS, it)));
    further.locations().forEach(it -> document.add(new StoredField(LOCATIONS, it)));
  }

  /// Adds the fields for keyword search.
  private static void addWords(Document document, IndexedFields values) {
    values.names().forEach(it -> document.add(new TextField(NAME, it, Field.Store.NO)));
    values.captions().forEach(it -> document.add(new TextField(CAPTION, it, Field.Store.NO)));
    values.keywords().forEach(it -> document.add(new TextField(KEYWORD, it, Field.Store.NO)));
  }

  /// The Lucene document of a quarantined file.
  public static Document document(QuarantinedFile quarantined) {
    var document = new Document();
    document.add(pathField(QUARANTINED, StoredPath.text(quarantined.file().path())));
    document.add(
        new BinaryDocValuesField(FILES, FileListFormat.encode(List.of(quarantined.file()))));
    document.add(new StoredField(REASON, quarantined.reason()));
    document.add(new StoredField(DETAIL, quarantined.detail()));
    document.add(new StoredField(SINCE, quarantined.sinceMillis()));
    document.add(new StoredField(VERSION, quarantined.version()));
    quarantined.decoders().ifPresent(it -> document.add(new StoredField(DECODERS, it)));
    quarantined.heapBytes().ifPresent(it -> document.add(new StoredField(HEAP, it)));
    return document;
  }

  static OptionalLong heapBytes(Document stored) {
    IndexableField value = stored.getField(HEAP);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value.numericValue().longValue());
  }

  private static StringField pathField(String name, String path) {
    return new StringField(name, path, Field.Store.NO);
  }

  private static void addFacts(Document document, ImageMetadata facts) {
    document.add(new StoredField(FORMAT, facts.format()));
    document.add(new StoredField(WIDTH, facts.width()));
    document.add(new StoredField(HEIGHT, facts.height()));
    document.add(new StoredField(ORIENTATION, facts.orientation()));
    facts.taken().ifPresent(it -> document.add(new StoredField(TAKEN, it.toString())));
    facts.takenOffset().ifPresent(it -> document.add(new StoredField(TAKEN_OFFSET, it.getId())));
    facts
        .takenFrom()
        .filter(it -> it != DateSource.EXIF)
        .ifPresent(it -> document.add(new StoredField(TAKEN_FROM, it.stored())));
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

  /// Reads an image from the stored fields, file list and hash of a document.
  static IndexedImage image(Document stored, List<IndexedFile> files, Optional<ImageHash> hash)
      throws IOException {
    String id = stored.get(ID);
    if (id == null) {
      throw new IOException("a document without an id");
    }
    return new IndexedImage(id, files, facts(stored, hash));
  }

  private static ImageMetadata facts(Document stored, Optional<ImageHash> hash) {
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
        real(stored, APERTURE),
        new Annotations(
            text(stored, TITLE),
            text(stored, DESCRIPTION),
            List.of(stored.getValues(CAPTIONS)),
            List.of(stored.getValues(KEYWORDS)),
            stored.getField(REJECTED) == null
                ? integer(stored, RATING)
                : OptionalInt.of(Annotations.REJECTED),
            new Annotations.Further(
                List.of(stored.getValues(TEXTS)),
                List.of(stored.getValues(PEOPLE)),
                List.of(stored.getValues(CREATORS)),
                List.of(stored.getValues(LOCATIONS)))),
        hash,
        text(stored, TAKEN_FROM).flatMap(DateSource::of));
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
