package dev.sightline.spark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sightline.library.LibraryModel;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/// What all parts of an output have in common, so that jobs that go on with it do not mix.
///
/// @param model name of the model
/// @param fingerprint of the model, its image side
/// @param dimension numbers of a vector
/// @param half whether vectors are float16
/// @param fullDecode whether large JPEGs were decoded at full size
record JobManifest(
    String model, String fingerprint, int dimension, boolean half, boolean fullDecode)
    implements java.io.Serializable {
  static final JsonFactory JSON = new JsonFactory();
  private static final String FORMAT = "1";

  static JobManifest of(LibraryModel model, JobOptions options) {
    return new JobManifest(
        model.name(),
        model.imageFingerprint(),
        model.dimension(),
        options.half(),
        options.fullDecode());
  }

  String json() {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("format", FORMAT);
      json.writeStringField("model", model);
      json.writeStringField("fingerprint", fingerprint);
      json.writeStringField("dimension", Integer.toString(dimension));
      json.writeStringField("vectors", half ? "float16" : "float32");
      json.writeStringField("decode", fullDecode ? "full" : "auto");
      json.writeEndObject();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("a writer in memory", e);
    }
    return text.toString();
  }

  /// @throws JobException if the text is something else, or of a newer Sightline
  static JobManifest read(String text, Path folder) {
    var values = new HashMap<String, String>();
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        values.put(json.currentName(), json.nextTextValue());
      }
      if (!FORMAT.equals(values.get("format"))) {
        throw new IOException(
            "its format is %s, known is %s".formatted(values.get("format"), FORMAT));
      }
      return new JobManifest(
          value(values, "model"),
          value(values, "fingerprint"),
          Integer.parseInt(value(values, "dimension")),
          value(values, "vectors").equals("float16"),
          value(values, "decode").equals("full"));
    } catch (IOException | NumberFormatException e) {
      throw new JobException(
          "The note of the job in %s/_sightline/job.json cannot be understood: %s. Name another folder with --output."
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private static String value(Map<String, String> values, String name) throws IOException {
    String value = values.get(name);
    if (value == null) {
      throw new IOException("it does not say '%s'".formatted(name));
    }
    return value;
  }

  /// @throws JobException if vectors of the other job must not lie beside these
  void requireSame(JobManifest other, Path folder) {
    if (!fingerprint.equals(other.fingerprint) || dimension != other.dimension) {
      throw new JobException(
          "The vectors in %s are of model '%s' (fingerprint %s, %d dimensions); --model is '%s' (fingerprint %s, %d dimensions). Vectors of two models cannot be compared: name another folder with --output."
              .formatted(
                  folder,
                  model,
                  fingerprint,
                  dimension,
                  other.model,
                  other.fingerprint,
                  other.dimension));
    }
    if (half != other.half || fullDecode != other.fullDecode) {
      throw new JobException(
          "The vectors in %s were made %s and %s. Say the same, or name another folder with --output."
              .formatted(
                  folder,
                  half ? "with --half" : "without --half",
                  fullDecode ? "with --decode full" : "with --decode auto"));
    }
  }
}
