package dev.sightline.models.layout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The files of one model folder. Error messages list the files that its layout needs.
///
/// @param folder the folder of the model
/// @param variant the requested precision of its graphs
/// @param needs the files of a complete model, for messages
record ModelFolder(Path folder, Variant variant, String needs) {

  /// The name of the model, which is the name of its folder.
  String name() {
    return folder.toAbsolutePath().normalize().getFileName().toString();
  }

  /// The file with a name.
  ///
  /// @throws InvalidModelException if there is none
  Path existing(String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw InvalidModelException.missing(folder, name, needs);
    }
    return file;
  }

  /// The graph of the requested variant.
  ///
  /// @param stem its name without the variant's suffix and `.onnx`
  /// @throws InvalidModelException if there is none
  Path graph(String stem) {
    return graph(stem, variant)
        .orElseThrow(
            () ->
                InvalidModelException.missing(
                    folder,
                    stem + variant.fileSuffixes().getFirst() + ".onnx",
                    needs,
                    others(stem)));
  }

  private Optional<Path> graph(String stem, Variant wanted) {
    return wanted.fileSuffixes().stream()
        .map(suffix -> folder.resolve(stem + suffix + ".onnx"))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /// The existing variants of a graph, for the message.
  private List<Variant> others(String stem) {
    return Arrays.stream(Variant.values()).filter(it -> graph(stem, it).isPresent()).toList();
  }

  /// The maximum number of tokens of a sentence, as a configuration states it.
  ///
  /// @throws InvalidModelException if the value is missing or impossible
  static int context(Path file, JsonNode parent, String field, String shownField) {
    int context = parent.path(field).asInt();
    if (context < 2) {
      throw InvalidModelException.unexpected(file, shownField, context, "at least 2");
    }
    return context;
  }

  /// The padding token in the `tokenizer_config.json` next to a tokenizer. The field is a string in
  /// most files and an object with `content` in some.
  ///
  /// @throws InvalidModelException if there is such a file and it is not JSON
  static Optional<String> padToken(Path tokenizer) {
    Path file = tokenizer.resolveSibling("tokenizer_config.json");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    JsonNode token = json(file).path("pad_token");
    String spelling = token.isObject() ? token.path("content").asText() : token.asText("");
    return spelling.isEmpty() || token.isNull() ? Optional.empty() : Optional.of(spelling);
  }

  /// The kind of tokenizer in a `tokenizer.json`: multilingual text encoders have the same file
  /// names as CLIP.
  ///
  /// @throws InvalidModelException if it is not JSON
  static TextEncoderConfig.Vocabulary vocabulary(Path tokenizer) {
    return TokenizerSummary.read(tokenizer).modelType().equals("Unigram")
        ? TextEncoderConfig.Vocabulary.SENTENCE_PIECE
        : TextEncoderConfig.Vocabulary.CLIP_JSON;
  }

  /// Reads a configuration.
  ///
  /// @throws InvalidModelException if it cannot be read or is not JSON
  static JsonNode json(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw InvalidModelException.unreadable(file, "it is not JSON", e);
    } catch (IOException e) {
      throw InvalidModelException.unreadable(file, e.toString(), e);
    }
  }
}
