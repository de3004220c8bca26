package dev.sightline.models.tokenizer;

import dev.sightline.models.cache.FileHashes;
import dev.sightline.models.cache.ModelCache;
import dev.sightline.models.layout.InvalidModelException;
import dev.sightline.models.layout.TextEncoderConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/// Creates the tokenizers of text encoders. The table of a byte-pair vocabulary is compiled once
/// and stored in the model's cache, under the hash of the file it was compiled from.
public final class TokenizerCache {
  private final ModelCache cache;
  private final FileHashes hashes;

  /// @param cache stores the compiled tokenizers
  /// @param hashes identifies the files they were compiled from
  public TokenizerCache(ModelCache cache, FileHashes hashes) {
    this.cache = cache;
    this.hashes = hashes;
  }

  /// A new tokenizer; the caller closes it.
  ///
  /// @throws InvalidModelException if the file of the tokenizer is damaged or of another kind
  public ClipTokenizer tokenizer(TextEncoderConfig text) {
    return switch (text.vocabulary()) {
      case CLIP_JSON -> {
        TokenizerTable table = table(text.tokenizer(), TokenizerJson::read);
        yield BytePairTokenizer.published(table, text.context(), padId(text, table));
      }
      case MERGE_LIST ->
          BytePairTokenizer.original(table(text.tokenizer(), MergeList::read), text.context());
      case SENTENCE_PIECE -> SentencePieceTokenizer.load(text);
    };
  }

  private TokenizerTable table(Path source, Function<Path, TokenizerTable> read) {
    String name = "tokenizer-%s.bin".formatted(hashes.sha256(source));
    try {
      return TokenizerTable.read(cache.file(name));
    } catch (IOException e) {
      // Not compiled yet, or damaged: compile it again.
      TokenizerTable table = read.apply(source);
      cache.write(name, table.toBytes());
      return table;
    }
  }

  /// CLIP of Hugging Face pads with the end token, the exports of open_clip with `!`, which is id
  /// 0. The table has no spellings; a printable ASCII letter is the token of its byte.
  private static int padId(TextEncoderConfig text, TokenizerTable table) {
    Optional<String> token = text.padToken();
    if (token.isEmpty() || token.get().equals(BytePairTokenizer.END)) {
      return table.endId();
    }
    char letter = token.get().charAt(0);
    if (token.get().length() > 1 || letter <= ' ' || letter > '~') {
      throw InvalidModelException.unexpected(
          text.tokenizer().resolveSibling("tokenizer_config.json"),
          "pad_token",
          token.get(),
          BytePairTokenizer.END + " or one printable ASCII letter");
    }
    return table.byteId(letter, false);
  }
}
