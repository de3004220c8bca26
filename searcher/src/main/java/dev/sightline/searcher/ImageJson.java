package dev.sightline.searcher;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.library.image.CaptureDate;
import dev.sightline.library.image.IndexedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Writes the fields of an image that a reader may see.
final class ImageJson {
  /// Fields of a hit.
  static final Set<ImageField> OF_HIT =
      EnumSet.of(
          ImageField.ID,
          ImageField.PATH,
          ImageField.PATHS,
          ImageField.WIDTH,
          ImageField.HEIGHT,
          ImageField.TAKEN,
          ImageField.DATE_SOURCE,
          ImageField.THUMBNAIL);

  /// Fields of an image that is grouped under a hit.
  static final Set<ImageField> OF_COLLAPSED =
      EnumSet.of(ImageField.ID, ImageField.PATH, ImageField.THUMBNAIL);

  /// Fields of the document of one image.
  static final Set<ImageField> OF_IMAGE = EnumSet.allOf(ImageField.class);

  private final VisibleFields visible;
  private final JsonGenerator json;

  ImageJson(VisibleFields visible, JsonGenerator json) {
    this.visible = visible;
    this.json = json;
  }

  /// Writes those of the wanted fields that the reader may see, into an object that is open.
  void write(IndexedImage image, Set<ImageField> wanted) throws IOException {
    for (ImageField field : ImageField.values()) {
      if (wanted.contains(field) && visible.has(field)) {
        write(field, image);
      }
    }
  }

  private void write(ImageField field, IndexedImage image) throws IOException {
    var facts = image.facts();
    switch (field) { // no default: a new field must fail to compile here
      case ID -> json.writeStringField("id", image.id());
      case PATH -> json.writeStringField("path", image.path().toString());
      case PATHS -> {
        json.writeArrayFieldStart("paths");
        for (Path path : image.paths()) {
          json.writeString(path.toString());
        }
        json.writeEndArray();
      }
      case WIDTH -> json.writeNumberField("width", facts.width());
      case HEIGHT -> json.writeNumberField("height", facts.height());
      case TAKEN ->
          text(
              "taken",
              image.taken().map(it -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(it.local())));
      case DATE_SOURCE -> json.writeStringField("dateSource", image.date().source().label());
      case FORMAT -> json.writeStringField("format", facts.format());
      case BYTES -> json.writeNumberField("bytes", image.files().getFirst().bytes());
      case TAKEN_OFFSET ->
          text("takenOffset", image.taken().flatMap(CaptureDate::offset).map(Object::toString));
      case CAMERA_MAKE -> text("cameraMake", facts.cameraMake());
      case CAMERA_MODEL -> text("cameraModel", facts.cameraModel());
      case LENS -> text("lens", facts.lens());
      case PLACE -> place(image);
      case ISO -> {
        if (facts.iso().isPresent()) {
          json.writeNumberField("iso", facts.iso().getAsInt());
        } else {
          json.writeNullField("iso");
        }
      }
      case FOCAL_LENGTH -> number("focalLength", facts.focalLengthMillimetres());
      case APERTURE -> number("aperture", facts.aperture());
      case THUMBNAIL -> address("thumbnail", image);
      case ORIGINAL -> address("original", image);
      case SIMILAR -> address("similar", image);
    }
  }

  private void place(IndexedImage image) throws IOException {
    var place = image.place();
    if (place.isEmpty()) {
      json.writeNullField("place");
      return;
    }
    json.writeObjectFieldStart("place");
    json.writeNumberField("latitude", place.get().latitude());
    json.writeNumberField("longitude", place.get().longitude());
    json.writeEndObject();
  }

  private void address(String field, IndexedImage image) throws IOException {
    json.writeStringField(field, visible.addressPrefix() + image.id() + "/" + field);
  }

  /// Writes a text, or null where there is none.
  void text(String field, Optional<String> value) throws IOException {
    if (value.isPresent()) {
      json.writeStringField(field, value.get());
    } else {
      json.writeNullField(field);
    }
  }

  /// Writes a number to six decimals, or null where there is none.
  void number(String field, OptionalDouble value) throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(field, AnswerJson.rounded(value.getAsDouble(), 1_000_000));
    } else {
      json.writeNullField(field);
    }
  }
}
