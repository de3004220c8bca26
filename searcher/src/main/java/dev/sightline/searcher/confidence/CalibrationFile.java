package dev.sightline.searcher.confidence;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sightline.base.files.AtomicFiles;
import dev.sightline.models.Fingerprint;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The file `calibration.json` beside a model: JSON in UTF-8, with
///
/// - `version`: 1, raised when a field changes its meaning;
/// - `imageFingerprint`, `textFingerprint`: of the model it was fitted for, as `models info` prints
///   them; the curves say nothing about another model;
/// - `presence`: `best`, `bestFive`, `aboveBank`, `intercept`, see [CalibrationCurves.Presence];
/// - `match`: `cosine`, `behindBest`, `intercept`, see [CalibrationCurves.Match];
/// - `cut`: the default of `min:`;
/// - `figures`: what was measured on data that was not fitted to, for people; not read.
///
/// @param model that the curves were fitted for
/// @param curves the fitted curves
/// @param figures names and numbers for people
public record CalibrationFile(
    Fingerprint model, CalibrationCurves curves, Map<String, Double> figures) {
  /// The name of the file in a model's folder.
  public static final String NAME = "calibration.json";

  /// The name of the bank's file in a model's folder.
  public static final String BANK = "bank.npy";

  private static final int VERSION = 1;
  private static final JsonFactory JSON = new JsonFactory();

  /// Copies the map, in its order.
  public CalibrationFile {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /// Reads a file.
  ///
  /// @throws IOException if it cannot be read or is no such file; the message names it and what was
  ///     expected
  public static CalibrationFile read(Path file) throws IOException {
    Map<String, String> fields = fields(file);
    try {
      int version = (int) number(fields, "version");
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "its version is %d, this Sightline reads %d".formatted(version, VERSION));
      }
      var presence =
          new CalibrationCurves.Presence(
              number(fields, "presence.best"),
              number(fields, "presence.bestFive"),
              number(fields, "presence.aboveBank"),
              number(fields, "presence.intercept"));
      var match =
          new CalibrationCurves.Match(
              number(fields, "match.cosine"),
              number(fields, "match.behindBest"),
              number(fields, "match.intercept"));
      return new CalibrationFile(
          new Fingerprint(text(fields, "imageFingerprint"), text(fields, "textFingerprint")),
          new CalibrationCurves(presence, match, number(fields, "cut")),
          Map.of());
    } catch (IllegalArgumentException e) {
      throw new IOException("%s cannot be used: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// All values by their path, as `match.cosine`.
  private static Map<String, String> fields(Path file) throws IOException {
    var fields = new LinkedHashMap<String, String>();
    try (JsonParser json = JSON.createParser(Files.readAllBytes(file))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException(file + " is no JSON object");
      }
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token.isScalarValue()) {
          String path = json.getParsingContext().pathAsPointer().toString();
          fields.put(path.substring(1).replace('/', '.'), json.getText());
        }
      }
    } catch (JacksonException e) {
      throw new IOException(
          "%s is broken JSON in line %d: %s"
              .formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()),
          e);
    }
    return fields;
  }

  private static String text(Map<String, String> fields, String name) {
    String text = fields.get(name);
    if (text == null) {
      throw new IllegalArgumentException("'%s' is missing".formatted(name));
    }
    return text;
  }

  private static double number(Map<String, String> fields, String name) {
    String text = text(fields, name);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' is '%s', a number was expected".formatted(name, text), e);
    }
  }

  /// Writes the file, all or nothing.
  ///
  /// @throws IOException if it cannot be written
  public void write(Path file) throws IOException {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeNumberField("version", VERSION);
      json.writeStringField("imageFingerprint", model.image());
      json.writeStringField("textFingerprint", model.text());
      json.writeObjectFieldStart("presence");
      json.writeNumberField("best", curves.presence().best());
      json.writeNumberField("bestFive", curves.presence().bestFive());
      json.writeNumberField("aboveBank", curves.presence().aboveBank());
      json.writeNumberField("intercept", curves.presence().intercept());
      json.writeEndObject();
      json.writeObjectFieldStart("match");
      json.writeNumberField("cosine", curves.match().cosine());
      json.writeNumberField("behindBest", curves.match().behindBest());
      json.writeNumberField("intercept", curves.match().intercept());
      json.writeEndObject();
      json.writeNumberField("cut", curves.cut());
      json.writeObjectFieldStart("figures");
      for (var figure : figures.entrySet()) {
        json.writeNumberField(figure.getKey(), figure.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    AtomicFiles.writeDurably(file, text + "\n");
  }
}
