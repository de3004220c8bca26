package dev.sightline.models.tokenizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.models.layout.InvalidModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads a published `tokenizer.json` of CLIP's kind into a [TokenizerTable].
///
/// Only the byte-pair tokenizer of CLIP is supported: normalizer NFC, white space to one space,
/// lower case; byte-level BPE with `</w>` at the end of a word. Any other is rejected, because
/// reading it as CLIP's would give plausible but wrong ids.
final class TokenizerJson {
  private static final String WORD_END = "</w>";
  private static final List<String> NORMALIZERS = List.of("NFC", "Replace", "Lowercase");

  private final Path file;
  private final JsonNode root;
  private final Map<String, Integer> ids = new HashMap<>();

  private TokenizerJson(Path file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  /// Reads a file.
  ///
  /// @throws InvalidModelException if the file is damaged or is not a tokenizer of CLIP
  static TokenizerTable read(Path file) {
    try {
      return new TokenizerJson(file, new ObjectMapper().readTree(file.toFile())).table();
    } catch (JsonProcessingException e) {
      throw InvalidModelException.unreadable(file, "it is not JSON", e);
    } catch (IOException e) {
      throw InvalidModelException.unreadable(file, e.toString(), e);
    }
  }

  private TokenizerTable table() {
    JsonNode model = root.path("model");
    check("model.type", model.path("type").asText(), "BPE");
    check("model.end_of_word_suffix", model.path("end_of_word_suffix").asText(), WORD_END);
    check("normalizer", normalizers().toString(), NORMALIZERS.toString());
    model.path("vocab").properties().forEach(e -> ids.put(e.getKey(), e.getValue().asInt()));

    String[] letters = ByteAlphabet.all();
    var innerByteIds = new int[letters.length];
    var finalByteIds = new int[letters.length];
    for (int i = 0; i < letters.length; i++) {
      innerByteIds[i] = id(letters[i]);
      finalByteIds[i] = id(letters[i] + WORD_END);
    }
    JsonNode processor = root.path("post_processor");
    return new TokenizerTable(
        specialId(processor.path("cls"), "<|startoftext|>"),
        specialId(processor.path("sep"), "<|endoftext|>"),
        innerByteIds,
        finalByteIds,
        merges(model.path("merges")));
  }

  private List<String> normalizers() {
    var types = new ArrayList<String>();
    root.path("normalizer").path("normalizers").forEach(n -> types.add(n.path("type").asText()));
    return types;
  }

  /// Merges are `"a b"` in older files and `["a", "b"]` in newer ones.
  private int[] merges(JsonNode list) {
    var merges = new int[3 * list.size()];
    int at = 0;
    for (JsonNode merge : list) {
      String[] pair =
          merge.isArray()
              ? new String[] {merge.path(0).asText(), merge.path(1).asText()}
              : merge.asText().split(" ", 2);
      if (pair.length != 2) {
        throw InvalidModelException.unexpected(file, "merge", merge, "two tokens");
      }
      merges[at++] = id(pair[0]);
      merges[at++] = id(pair[1]);
      merges[at++] = id(pair[0] + pair[1]);
    }
    return merges;
  }

  private int specialId(JsonNode named, String usualSpelling) {
    return named.path(1).isInt() ? named.path(1).asInt() : id(usualSpelling);
  }

  private int id(String token) {
    Integer id = ids.get(token);
    if (id == null) {
      throw InvalidModelException.unexpected(
          file, "vocabulary", "no token '" + token + "'", "CLIP's byte-pair vocabulary");
    }
    return id;
  }

  private void check(String field, String found, String expected) {
    if (!found.equals(expected)) {
      throw InvalidModelException.unexpected(file, field, found, expected);
    }
  }
}
