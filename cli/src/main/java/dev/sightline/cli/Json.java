package dev.sightline.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;

/// JSON for programs, written token by token: an object mapper would cost more start-up time than
/// many a command takes.
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /// What writes one value.
  @FunctionalInterface
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /// One value as one line of text.
  static String text(Body body) {
    var text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      body.write(json);
    } catch (IOException e) {
      throw new IllegalStateException("a string cannot fail to be written to", e);
    }
    return text.toString();
  }
}
