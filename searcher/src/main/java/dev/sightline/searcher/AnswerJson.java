package dev.sightline.searcher;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.searcher.ranking.Answer;
import dev.sightline.searcher.request.Cursor;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/// Writes an [Answer] as the JSON object that programs read, from the command line and over HTTP.
/// Nothing is written that the reader may not see ([VisibleFields]). The fields are a contract; see
// `docs/reference/cli.md`.
public final class AnswerJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final double NANOS_PER_MILLI = 1e6;

  private final ImageJson images;
  private final JsonGenerator json;

  private AnswerJson(VisibleFields visible, JsonGenerator json) {
    this.images = new ImageJson(visible, json);
    this.json = json;
  }

  /// The object as one line of text, for a user of this machine.
  public static String write(Answer answer) {
    return write(answer, VisibleFields.LOCAL);
  }

  /// The object as one line of text.
  ///
  /// @param visible what the reader may see of images
  public static String write(Answer answer, VisibleFields visible) {
    var text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      new AnswerJson(visible, json).answer(answer);
    } catch (IOException e) {
      throw new IllegalStateException("a string cannot fail to be written to", e);
    }
    return text.toString();
  }

  /// The metadata of one image as one line of text, for a user of this machine.
  public static String write(IndexedImage image) {
    return write(image, VisibleFields.LOCAL);
  }

  /// The metadata of one image as one line of text.
  ///
  /// @param visible what the reader may see of it
  public static String write(IndexedImage image, VisibleFields visible) {
    var text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      new ImageJson(visible, json).write(image, ImageJson.OF_IMAGE);
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("a string cannot fail to be written to", e);
    }
    return text.toString();
  }

  private void answer(Answer answer) throws IOException {
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
    images.text("cursor", answer.next().map(Cursor::written));
    json.writeArrayFieldStart("hits");
    for (Answer.Hit hit : answer.hits()) {
      hit(hit);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void hit(Answer.Hit hit) throws IOException {
    json.writeStartObject();
    json.writeNumberField("rank", hit.rank());
    images.write(hit.image(), ImageJson.OF_HIT);
    if (hit.collapsed().isPresent()) {
      collapsed(hit.collapsed().get());
    }
    images.number("score", hit.score());
    images.number("confidence", hit.confidence());
    json.writeObjectFieldStart("why");
    images.number("text", hit.textScore());
    images.text("name", hit.name());
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

  private void collapsed(List<IndexedImage> collapsed) throws IOException {
    json.writeNumberField("similar", collapsed.size());
    json.writeArrayFieldStart("collapsed");
    for (IndexedImage image : collapsed) {
      json.writeStartObject();
      images.write(image, ImageJson.OF_COLLAPSED);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static double rounded(double value, double parts) {
    return Math.round(value * parts) / parts;
  }
}
