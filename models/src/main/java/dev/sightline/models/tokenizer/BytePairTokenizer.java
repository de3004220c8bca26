package dev.sightline.models.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// CLIP's byte-pair tokenizer: the sentence is cleaned; words are contractions, runs of letters,
/// single digits and runs of anything else; the UTF-8 bytes of each word are merged pair by pair,
/// best pair first. There are two variants of the cleaning: that of the published `tokenizer.json`
/// (NFC, white space to one space, lower case letter by letter) and open_clip's
/// ([OpenClipCleaning]).
///
/// One intended difference: `<|endoftext|>` and `<|startoftext|>` in a sentence are ordinary text.
/// The published tokenizer turns them into special tokens; because CLIP takes its output at the
/// first end token, such a query would be cut there.
///
/// Stateless after construction and safe for concurrent use.
public final class BytePairTokenizer implements ClipTokenizer {
  /// The spelling of the end token in every published vocabulary of CLIP.
  public static final String END = "<|endoftext|>";

  private final TokenizerTable table;
  private final TokenizerDialect dialect;
  private final int context;
  private final int padId;

  private BytePairTokenizer(
      TokenizerTable table, TokenizerDialect dialect, int context, int padId) {
    if (context < 2) {
      throw new IllegalArgumentException("a context holds at least 2 tokens, got " + context);
    }
    this.table = table;
    this.dialect = dialect;
    this.context = context;
    this.padId = padId;
  }

  /// The tokenizer of a `tokenizer.json`.
  ///
  /// @param context maximum number of ids of a sentence, including start and end token; at least 2
  /// @param padId id of the padding token
  static BytePairTokenizer published(TokenizerTable table, int context, int padId) {
    return new BytePairTokenizer(table, TokenizerDialect.PUBLISHED, context, padId);
  }

  /// The tokenizer of a merge list as open_clip reads it; padded with id 0.
  ///
  /// @param context maximum number of ids of a sentence, including start and end token; at least 2
  static BytePairTokenizer original(TokenizerTable table, int context) {
    return new BytePairTokenizer(table, TokenizerDialect.OPEN_CLIP, context, 0);
  }

  @Override
  public int context() {
    return context;
  }

  @Override
  public int padId() {
    return padId;
  }

  /// Start token, at most `context - 2` word pieces, end token. A longer sentence is truncated and
  /// still ends with the end token.
  @Override
  public int[] encode(String sentence) {
    var ids = new Ids();
    ids.add(table.startId());
    int[] text = dialect.clean(sentence).codePoints().toArray();
    int at = 0;
    while (at < text.length && !ids.full()) {
      if (WordSplitter.isSpace(text[at])) {
        at++;
        continue;
      }
      int end = WordSplitter.end(text, at, dialect);
      encodeWord(new String(text, at, end - at), ids);
      at = end;
    }
    return ids.closed();
  }

  private void encodeWord(String word, Ids ids) {
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    var symbols = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      symbols[i] = table.byteId(bytes[i] & 0xff, i == bytes.length - 1);
    }
    int count = mergeAll(symbols);
    for (int i = 0; i < count; i++) {
      ids.add(symbols[i]);
    }
  }

  /// Merges in place until no pair can be merged. Each pass merges all occurrences of the best
  /// pair, so that the cost of a word with 10,000 letters is not quadratic.
  ///
  /// @return number of remaining symbols, at the start of the array
  private int mergeAll(int[] symbols) {
    int count = symbols.length;
    while (count > 1) {
      int best = Integer.MAX_VALUE;
      for (int i = 0; i + 1 < count; i++) {
        best = Math.min(best, table.rank(symbols[i], symbols[i + 1]));
      }
      if (best == Integer.MAX_VALUE) {
        break;
      }
      count = mergePass(symbols, count, best);
    }
    return count;
  }

  private int mergePass(int[] symbols, int count, int rank) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (i + 1 < count && table.rank(symbols[i], symbols[i + 1]) == rank) {
        symbols[kept++] = table.merged(rank);
        i++;
      } else {
        symbols[kept++] = symbols[i];
      }
    }
    return kept;
  }

  /// The ids of one sentence, at most as many as the context.
  private final class Ids {
    private final int[] values = new int[context];
    private int count;

    boolean full() {
      return count >= context - 1;
    }

    void add(int id) {
      if (!full()) {
        values[count++] = id;
      }
    }

    int[] closed() {
      values[count] = table.endId();
      return Arrays.copyOf(values, count + 1);
    }
  }
}
