package dev.sightline.models.layout;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The fields of a `tokenizer.json` before its vocabulary. Reading stops there, because the file of
/// SigLIP2 has 34 MB.
///
/// @param modelType `Unigram`, `BPE`, `WordPiece` or `WordLevel`; empty where the file does not
///     state it
/// @param addedIds ids of the tokens outside the vocabulary proper, by spelling
public record TokenizerSummary(String modelType, Map<String, Integer> addedIds) {
  /// Reads a file.
  ///
  /// @throws InvalidModelException if the file cannot be read or is not JSON
  public static TokenizerSummary read(Path file) {
    var added = new HashMap<String, Integer>();
    try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
      String type = "";
      while (json.nextToken() != null) {
        if (json.currentToken() != JsonToken.FIELD_NAME) {
          continue;
        }
        String field = json.currentName();
        json.nextToken();
        if (field.equals("added_tokens")) {
          readAdded(json, added);
        } else if (field.equals("model")) {
          type = readType(json);
          break;
        } else {
          json.skipChildren();
        }
      }
      return new TokenizerSummary(type, Map.copyOf(added));
    } catch (JsonProcessingException e) {
      throw InvalidModelException.unreadable(file, "it is not JSON", e);
    } catch (IOException e) {
      throw InvalidModelException.unreadable(file, e.toString(), e);
    }
  }

  private static void readAdded(JsonParser json, Map<String, Integer> added) throws IOException {
    String content = "";
    int id = -1;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        if (field.equals("content")) {
          content = json.getText();
        } else if (field.equals("id")) {
          id = json.getIntValue();
        }
      } else if (json.currentToken() == JsonToken.END_OBJECT) {
        added.put(content, id);
      }
    }
  }

  private static String readType(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      if (field.equals("type")) {
        return json.getText();
      }
      json.skipChildren();
    }
    return "";
  }
}
