package dev.sightline.library.exchange;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.library.exchange.ParquetColumn.ValueType;
import dev.sightline.library.image.Annotations;
import dev.sightline.library.image.DateSource;
import dev.sightline.library.image.ImageHash;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The metadata of an image by name: a column in Parquet, a field in JSON Lines.
///
/// `image_path` is clip-retrieval's name; `bytes` and `modified` (milliseconds since 1970) are of
/// that file; `files` is a JSON array of all of an image's files, each with `path`, `bytes` and
/// `modified`. `caption` is clip-retrieval's name for texts about an image: titles, descriptions
/// and captions, one per line; `keywords` is a JSON array. `perceptualHash` is [ImageHash#text].
/// `taken` and the place are those of the image, from any source; `dateSource` is the source of the
/// date, as [DateSource#label]. `rating` is -1 for a rejected image. `creators` and `locations` are
/// JSON arrays.
final class ImageColumns {
  static final String PATH = "image_path";
  static final String ID = "id";
  static final String BYTES = "bytes";
  static final String MODIFIED = "modified";
  static final String FILES = "files";
  private static final String CAPTION = "caption";
  private static final String KEYWORDS = "keywords";
  private static final String RATING = "rating";
  private static final String DATE_SOURCE = "dateSource";
  private static final String CREATORS = "creators";
  private static final String LOCATIONS = "locations";
  private static final String HASH = "perceptualHash";

  private static final int MOST_STARS = 5;

  private ImageColumns() {}

  /// The columns of a table, empty.
  static List<ParquetColumn> columns() {
    return List.of(
        new ParquetColumn(PATH, ValueType.TEXT),
        new ParquetColumn(ID, ValueType.TEXT),
        new ParquetColumn(BYTES, ValueType.LONG),
        new ParquetColumn(MODIFIED, ValueType.LONG),
        new ParquetColumn(FILES, ValueType.TEXT),
        new ParquetColumn("format", ValueType.TEXT),
        new ParquetColumn("width", ValueType.INTEGER),
        new ParquetColumn("height", ValueType.INTEGER),
        new ParquetColumn("orientation", ValueType.INTEGER),
        new ParquetColumn("taken", ValueType.TEXT),
        new ParquetColumn("takenOffset", ValueType.TEXT),
        new ParquetColumn("cameraMake", ValueType.TEXT),
        new ParquetColumn("cameraModel", ValueType.TEXT),
        new ParquetColumn("lens", ValueType.TEXT),
        new ParquetColumn("latitude", ValueType.DOUBLE),
        new ParquetColumn("longitude", ValueType.DOUBLE),
        new ParquetColumn("iso", ValueType.INTEGER),
        new ParquetColumn("focalLength", ValueType.DOUBLE),
        new ParquetColumn("aperture", ValueType.DOUBLE),
        new ParquetColumn(CAPTION, ValueType.TEXT),
        new ParquetColumn(KEYWORDS, ValueType.TEXT),
        new ParquetColumn(RATING, ValueType.INTEGER),
        new ParquetColumn(DATE_SOURCE, ValueType.TEXT),
        new ParquetColumn(CREATORS, ValueType.TEXT),
        new ParquetColumn(LOCATIONS, ValueType.TEXT),
        new ParquetColumn(HASH, ValueType.TEXT));
  }

  /// The known metadata of an image, by name.
  static Map<String, Object> factsOf(IndexedImage image) {
    ImageMetadata facts = image.facts();
    var values = new LinkedHashMap<String, Object>();
    values.put("format", facts.format());
    values.put("width", facts.width());
    values.put("height", facts.height());
    values.put("orientation", facts.orientation());
    image
        .taken()
        .ifPresent(
            date -> {
              values.put("taken", date.local().toString());
              date.offset().ifPresent(it -> values.put("takenOffset", it.getId()));
              values.put(DATE_SOURCE, date.source().label());
            });
    facts.cameraMake().ifPresent(it -> values.put("cameraMake", it));
    facts.cameraModel().ifPresent(it -> values.put("cameraModel", it));
    facts.lens().ifPresent(it -> values.put("lens", it));
    image
        .place()
        .ifPresent(
            place -> {
              values.put("latitude", place.latitude());
              values.put("longitude", place.longitude());
            });
    facts.iso().ifPresent(it -> values.put("iso", it));
    facts.focalLengthMillimetres().ifPresent(it -> values.put("focalLength", it));
    facts.aperture().ifPresent(it -> values.put("aperture", it));
    facts.hash().ifPresent(it -> values.put(HASH, it.text()));
    addAnnotations(image.annotations(), values);
    return values;
  }

  private static void addAnnotations(List<Annotations> annotations, Map<String, Object> values) {
    List<String> captions = annotations.stream().flatMap(Annotations::texts).distinct().toList();
    if (!captions.isEmpty()) {
      // A line break within a text would split it.
      values.put(
          CAPTION,
          captions.stream().map(it -> it.replaceAll("\\R", " ")).collect(Collectors.joining("\n")));
    }
    List<String> keywords =
        annotations.stream().flatMap(it -> it.allKeywords().stream()).distinct().toList();
    putList(KEYWORDS, keywords, values);
    putList(
        CREATORS,
        annotations.stream().flatMap(it -> it.further().creators().stream()).distinct().toList(),
        values);
    putList(
        LOCATIONS,
        annotations.stream().flatMap(it -> it.further().locations().stream()).distinct().toList(),
        values);
    annotations.stream()
        .flatMapToInt(it -> it.rating().stream())
        .findFirst()
        .ifPresent(it -> values.put(RATING, it));
  }

  private static void putList(String name, List<String> list, Map<String, Object> values) {
    if (!list.isEmpty()) {
      values.put(name, list);
    }
  }

  private static Annotations annotations(Map<String, Object> values) {
    OptionalInt rating = integer(values, RATING);
    return new Annotations(
        Optional.empty(),
        Optional.empty(),
        text(values, CAPTION).stream().flatMap(String::lines).filter(it -> !it.isBlank()).toList(),
        list(values.get(KEYWORDS)),
        rating.isPresent()
                && rating.getAsInt() >= Annotations.REJECTED
                && rating.getAsInt() <= MOST_STARS
            ? rating
            : OptionalInt.empty(),
        new Annotations.Further(
            List.of(), List.of(), list(values.get(CREATORS)), list(values.get(LOCATIONS))));
  }

  /// Reads the metadata back; values of other programs that cannot be read count as unknown.
  static ImageMetadata facts(Map<String, Object> values) {
    OptionalDouble latitude = real(values, "latitude");
    OptionalDouble longitude = real(values, "longitude");
    return new ImageMetadata(
        text(values, "format").orElse("unknown"),
        integer(values, "width").orElse(0),
        integer(values, "height").orElse(0),
        integer(values, "orientation").orElse(1),
        taken(values),
        offset(values),
        text(values, "cameraMake"),
        text(values, "cameraModel"),
        text(values, "lens"),
        latitude.isPresent() && longitude.isPresent()
            ? Optional.of(new ImageMetadata.Place(latitude.getAsDouble(), longitude.getAsDouble()))
            : Optional.empty(),
        integer(values, "iso"),
        real(values, "focalLength"),
        real(values, "aperture"),
        annotations(values),
        text(values, HASH).flatMap(ImageHash::parse),
        text(values, DATE_SOURCE).flatMap(DateSource::of));
  }

  /// A list, as JSON or as text with JSON; anything else counts as unknown.
  private static List<String> list(@Nullable Object value) {
    try {
      Object list = value instanceof String json && !json.isEmpty() ? JsonValues.read(json) : value;
      return list instanceof List<?> entries
          ? entries.stream().filter(String.class::isInstance).map(String.class::cast).toList()
          : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Optional<LocalDateTime> taken(Map<String, Object> values) {
    try {
      return text(values, "taken").map(LocalDateTime::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<ZoneOffset> offset(Map<String, Object> values) {
    try {
      return text(values, "takenOffset").map(ZoneOffset::of);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static Optional<String> text(Map<String, Object> values, String name) {
    return values.get(name) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  private static OptionalInt integer(Map<String, Object> values, String name) {
    return values.get(name) instanceof Number number
        ? OptionalInt.of(number.intValue())
        : OptionalInt.empty();
  }

  static long longInteger(Map<?, ?> values, String name) {
    return values.get(name) instanceof Number number ? number.longValue() : 0;
  }

  private static OptionalDouble real(Map<String, Object> values, String name) {
    return values.get(name) instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  /// An image's files as a JSON array.
  static void writeFiles(IndexedImage image, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (IndexedFile file : image.files()) {
      json.writeStartObject();
      json.writeStringField("path", file.path().toString());
      json.writeNumberField(BYTES, file.bytes());
      json.writeNumberField(MODIFIED, file.modifiedMillis());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
