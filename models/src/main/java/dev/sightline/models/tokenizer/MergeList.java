package dev.sightline.models.tokenizer;

import dev.sightline.models.layout.InvalidModelException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// Reads OpenAI's merge list (`bpe_simple_vocab_16e6.txt.gz`) into a [TokenizerTable].
///
/// The file has a heading and then one merge per line, best first: two tokens separated by a space.
/// The ids follow from the order: 256 bytes inside a word (printable Latin-1 first, then the rest),
/// 256 bytes at a word's end, the merges, start token, end token. Of the file's 262,144 merges CLIP
/// uses the first 48,894, so that the vocabulary has 49,408 tokens.
///
/// Source: OpenAI's `simple_tokenizer.py`.
final class MergeList {
  private static final int MERGES = 48_894;
  private static final String WORD_END = "</w>";

  private final Path file;
  private final Map<String, Integer> ids = new HashMap<>();

  private MergeList(Path file) {
    this.file = file;
  }

  /// Reads a file.
  ///
  /// @throws InvalidModelException if the file is damaged or is not such a list
  static TokenizerTable read(Path file) {
    return new MergeList(file).table(lines(file));
  }

  private static List<String> lines(Path file) {
    try (var in = new GZIPInputStream(Files.newInputStream(file));
        var text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return text.lines().skip(1).limit(MERGES).filter(line -> !line.isBlank()).toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      throw InvalidModelException.unreadable(file, "it is no gzipped merge list", e);
    }
  }

  private TokenizerTable table(List<String> lines) {
    String[] letters = ByteAlphabet.all();
    int[] byteIds = ByteAlphabet.vocabularyOrder();
    var finalByteIds = new int[byteIds.length];
    for (int value = 0; value < byteIds.length; value++) {
      finalByteIds[value] = byteIds[value] + TokenizerTable.BYTES;
      ids.put(letters[value], byteIds[value]);
      ids.put(letters[value] + WORD_END, finalByteIds[value]);
    }
    var merges = new int[3 * lines.size()];
    int next = 2 * TokenizerTable.BYTES;
    int at = 0;
    for (String line : lines) {
      String[] pair = line.split(" ", -1);
      if (pair.length != 2) {
        throw InvalidModelException.unexpected(file, "merge", "'" + line + "'", "two tokens");
      }
      merges[at++] = id(pair[0]);
      merges[at++] = id(pair[1]);
      merges[at++] = next;
      ids.put(pair[0] + pair[1], next++);
    }
    return new TokenizerTable(next, next + 1, byteIds, finalByteIds, merges);
  }

  private int id(String token) {
    Integer id = ids.get(token);
    if (id == null) {
      throw InvalidModelException.unexpected(
          file, "merge", "token '" + token + "' before it is made", "tokens of earlier lines");
    }
    return id;
  }
}
