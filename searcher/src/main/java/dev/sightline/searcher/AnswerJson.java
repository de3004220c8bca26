package dev.sightline.searcher;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.library.image.CaptureDate;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.searcher.ranking.Answer;
import dev.sightline.searcher.request.Cursor;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Writes an [Answer] as the JSON object that programs read, the same from the command line and
/// over HTTP. The fields are a contract; see `docs/reference/cli.md`.
public final class AnswerJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final double NANOS_PER_MILLI = 1e6;

  private AnswerJson() {}

  /// The object as one line of text.
  public static String write(Answer answer) {
    var text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(answer, json);
    } catch (IOException e) {
      throw new IllegalStateException("a string cannot fail to be written to", e);
    }
    return text.toString();
  }

  /// The facts of one image as one line of text.
  public static String write(IndexedImage image) {
    var text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      writeImage(image, json);
      writeFacts(image, json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("a string cannot fail to be written to", e);
    }
    return text.toString();
  }

  private static void write(Answer answer, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("query", answer.query());
    json.writeStringField("model", answer.model());
    json.writeNumberField("tookMs", rounded(answer.took().toNanos() / NANOS_PER_MILLI, 1000));
    json.writeStringField("strategy", answer.strategy().label());
    json.writeNumberField("matches", answer.matches());
    json.writeStringField("matchesRelation", answer.matchesRelation().label());
    json.writeNumberField("cut", answer.cut());
    json.writeBooleanField("calibrated", answer.calibrated());
    if (answer.partial()) {
      json.writeBooleanField("partial", true);
    }
    if (!answer.notes().isEmpty()) {
      json.writeArrayFieldStart("notes");
      for (String note : answer.notes()) {
        json.writeString(note);
      }
      json.writeEndArray();
    }
    if (answer.plan().isPresent()) {
      json.writeStringField("plan", answer.plan().get());
    }
    writeText("cursor", answer.next().map(Cursor::written), json);
    json.writeArrayFieldStart("hits");
    for (Answer.Hit hit : answer.hits()) {
      writeHit(hit, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeHit(Answer.Hit hit, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("rank", hit.rank());
    writeImage(hit.image(), json);
    if (hit.collapsed().isPresent()) {
      writeCollapsed(hit.collapsed().get(), json);
    }
    writeNumber("score", hit.score(), json);
    writeNumber("confidence", hit.confidence(), json);
    json.writeObjectFieldStart("why");
    writeNumber("text", hit.textScore(), json);
    writeText("name", hit.name(), json);
    if (!hit.contributions().isEmpty()) {
      json.writeArrayFieldStart("clauses");
      for (Answer.Contribution contribution : hit.contributions()) {
        json.writeStartObject();
        json.writeStringField("clause", contribution.clause());
        json.writeNumberField("score", rounded(contribution.cosine(), 1_000_000));
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeCollapsed(List<IndexedImage> collapsed, JsonGenerator json)
      throws IOException {
    json.writeNumberField("similar", collapsed.size());
    json.writeArrayFieldStart("collapsed");
    for (IndexedImage image : collapsed) {
      json.writeStartObject();
      json.writeStringField("id", image.id());
      json.writeStringField("path", image.path().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeImage(IndexedImage image, JsonGenerator json) throws IOException {
    json.writeStringField("id", image.id());
    json.writeStringField("path", image.path().toString());
    json.writeArrayFieldStart("paths");
    for (Path path : image.paths()) {
      json.writeString(path.toString());
    }
    json.writeEndArray();
    json.writeNumberField("width", image.facts().width());
    json.writeNumberField("height", image.facts().height());
    var taken = image.taken();
    writeText(
        "taken", taken.map(it -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(it.local())), json);
    json.writeStringField("dateSource", image.date().source().label());
  }

  private static void writeFacts(IndexedImage image, JsonGenerator json) throws IOException {
    var facts = image.facts();
    json.writeStringField("format", facts.format());
    json.writeNumberField("bytes", image.files().getFirst().bytes());
    writeText(
        "takenOffset", image.taken().flatMap(CaptureDate::offset).map(Object::toString), json);
    writeText("cameraMake", facts.cameraMake(), json);
    writeText("cameraModel", facts.cameraModel(), json);
    writeText("lens", facts.lens(), json);
    var place = image.place();
    if (place.isPresent()) {
      json.writeObjectFieldStart("place");
      json.writeNumberField("latitude", place.get().latitude());
      json.writeNumberField("longitude", place.get().longitude());
      json.writeEndObject();
    } else {
      json.writeNullField("place");
    }
    if (facts.iso().isPresent()) {
      json.writeNumberField("iso", facts.iso().getAsInt());
    } else {
      json.writeNullField("iso");
    }
    writeNumber("focalLength", facts.focalLengthMillimetres(), json);
    writeNumber("aperture", facts.aperture(), json);
  }

  private static void writeText(String field, Optional<String> value, JsonGenerator json)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(field, value.get());
    } else {
      json.writeNullField(field);
    }
  }

  private static void writeNumber(String field, OptionalDouble value, JsonGenerator json)
      throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(field, rounded(value.getAsDouble(), 1_000_000));
    } else {
      json.writeNullField(field);
    }
  }

  private static double rounded(double value, double parts) {
    return Math.round(value * parts) / parts;
  }
}
