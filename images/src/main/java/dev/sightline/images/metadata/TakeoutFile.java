package dev.sightline.images.metadata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// A JSON file of Google Takeout: the metadata that Google Photos has of one photo.
///
/// @param title the name that the photo had before Takeout shortened it
/// @param description what the user wrote
/// @param people names of the people shown
/// @param taken when the photo was taken
/// @param place where the photo was taken; `geoData`, which the user can change, before
///     `geoDataExif`
public record TakeoutFile(
    Optional<String> title,
    Optional<String> description,
    List<String> people,
    Optional<Instant> taken,
    Optional<GeoPoint> place) {
  private static final JsonFactory FACTORY = new JsonFactory();

  /// Such a file has about a kilobyte; larger files are not read.
  private static final long MOST_BYTES = 4L << 20;

  /// Copies the list.
  public TakeoutFile {
    people = List.copyOf(people);
  }

  /// Reads a file; empty for other JSON, such as the file of an album.
  ///
  /// @throws IOException if it cannot be read, is no JSON, or is larger than any such file
  public static Optional<TakeoutFile> read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("larger than %,d bytes, which no photo's is".formatted(MOST_BYTES));
    }
    Map<String, String> values = new HashMap<>();
    List<String> people = new ArrayList<>();
    try (JsonParser json = FACTORY.createParser(Files.readAllBytes(file))) {
      while (json.nextToken() != null) {
        JsonToken token = json.currentToken();
        if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
          String pointer = json.getParsingContext().pathAsPointer().toString();
          values.putIfAbsent(pointer, json.getText());
          if (pointer.matches("/people/\\d+/name")) {
            MetadataText.clean(json.getText()).ifPresent(people::add);
          }
        }
      }
    }
    boolean ofPhoto = values.containsKey("/photoTakenTime/timestamp");
    return ofPhoto ? Optional.of(of(values, people)) : Optional.empty();
  }

  private static TakeoutFile of(Map<String, String> values, List<String> people) {
    return new TakeoutFile(
        Optional.ofNullable(values.get("/title")),
        CameraBoilerplate.without(MetadataText.clean(values.get("/description"))),
        people,
        taken(values),
        place(values, "/geoData").or(() -> place(values, "/geoDataExif")));
  }

  private static Optional<Instant> taken(Map<String, String> values) {
    try {
      var time =
          Instant.ofEpochSecond(
              Long.parseLong(values.getOrDefault("/photoTakenTime/timestamp", "").strip()));
      // also rejects placeholder dates
      return MetadataDate.of(
              LocalDateTime.ofInstant(time, ZoneOffset.UTC), Optional.of(ZoneOffset.UTC))
          .map(it -> it.local().toInstant(ZoneOffset.UTC));
    } catch (NumberFormatException | DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<GeoPoint> place(Map<String, String> values, String object) {
    return Coordinates.point(
        degrees(values.get(object + "/latitude")), degrees(values.get(object + "/longitude")));
  }

  private static OptionalDouble degrees(@Nullable String text) {
    try {
      return text == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }
}
