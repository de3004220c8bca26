package dev.sightline.models.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// CLIP's byte-pair tokenizer: the sentence is cleaned; words are contractions, runs of letters,
/// single digits and runs of anything else; each word's UTF-8 bytes are merged pair by pair, best
/// pair first. Two cleanings are about: that of the published `tokenizer.json` (NFC, white space to
/// one space, lower case letter by letter) and open_clip's ([OpenClipCleaning]).
///
/// One difference, on purpose: `<|endoftext|>` and `<|startoftext|>` typed by a person are their
/// text. The published tokenizer makes special tokens of them, and since CLIP pools its sentence at
/// the first end token, such a query would be cut there.
///
/// Stateless after construction and safe for concurrent use.
public final class BytePairTokenizer implements ClipTokenizer {
  /// How the end token is spelled in every published vocabulary of CLIP's.
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

  /// As `tokenizer.json` defines it.
  ///
  /// @param context the most ids a sentence may have, start and end token included; at least 2
  /// @param padId what fills a short sentence
  static BytePairTokenizer published(TokenizerTable table, int context, int padId) {
    return new BytePairTokenizer(table, TokenizerDialect.PUBLISHED, context, padId);
  }

  /// As open_clip reads a merge list; filled with id 0.
  ///
  /// @param context the most ids a sentence may have, start and end token included; at least 2
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

  /// Start token, at most `context - 2` word pieces, end token. A longer sentence is cut and still
  /// closed by the end token.
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

  /// Merges in place until no neighbours merge; each pass does every occurrence of the best pair,
  /// so that a word of 10,000 letters costs passes, not squares.
  ///
  /// @return how many symbols are left, at the array's front
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

  /// The ids of one sentence, never more than the context.
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
