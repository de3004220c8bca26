package dev.sightline.library.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JSON as maps, lists, strings and numbers. Numbers with a fraction are read as float32, so that
/// they keep every bit.
final class JsonValues {
  static final JsonFactory FACTORY = new JsonFactory();
  private static final String NOTHING = "";

  private JsonValues() {}

  /// Reads a text with one value.
  ///
  /// @throws IOException if it is not JSON, or more than one value
  static Object read(String text) throws IOException {
    try (JsonParser json = FACTORY.createParser(text)) {
      json.nextToken();
      Object value = value(json);
      if (json.nextToken() != null) {
        throw new IOException("there is more behind the value");
      }
      return value;
    }
  }

  /// A list of texts as a JSON array.
  static String text(List<?> texts) {
    var text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartArray();
      for (Object it : texts) {
        json.writeString(it.toString());
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a writer in memory", e);
    }
    return text.toString();
  }

  private static Object value(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    if (token == null) {
      throw new IOException("there is no value");
    }
    return switch (token) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> array(json);
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> NOTHING;
      default -> throw new IOException("unexpected " + token);
    };
  }

  private static Map<String, Object> object(JsonParser json) throws IOException {
    var values = new LinkedHashMap<String, Object>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      values.put(name, value(json));
    }
    return values;
  }

  private static List<Object> array(JsonParser json) throws IOException {
    var values = new ArrayList<Object>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == null) {
        throw new IOException("an array without an end");
      }
      values.add(value(json));
    }
    return values;
  }
}
