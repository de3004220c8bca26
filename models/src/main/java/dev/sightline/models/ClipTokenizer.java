package dev.sightline.models;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/// CLIP's byte-pair tokenizer, as the published `tokenizer.json` defines it: NFC, white space to
/// one space, lower case letter by letter; words are contractions, runs of letters, single digits
/// and runs of anything else; each word's UTF-8 bytes are merged pair by pair, best pair first.
///
/// One difference, on purpose: `<|endoftext|>` and `<|startoftext|>` typed by a person are their
/// text. The published tokenizer makes special tokens of them, and since CLIP pools its sentence at
/// the first end token, such a query would be cut there.
///
/// Stateless after construction and safe for concurrent use.
public final class ClipTokenizer {
  private final TokenizerTable table;
  private final int context;

  /// @param context the most ids a sentence may have, start and end token included; at least 2
  ClipTokenizer(TokenizerTable table, int context) {
    if (context < 2) {
      throw new IllegalArgumentException("a context holds at least 2 tokens, got " + context);
    }
    this.table = table;
    this.context = context;
  }

  /// The most ids that [#encode] gives.
  public int context() {
    return context;
  }

  /// The id that closes a sentence.
  public int endId() {
    return table.endId();
  }

  /// Turns a sentence into ids: start token, at most `context - 2` word pieces, end token. A longer
  /// sentence is cut and still closed by the end token.
  public int[] encode(String sentence) {
    var ids = new Ids();
    ids.add(table.startId());
    int[] text = normalize(sentence);
    int at = 0;
    while (at < text.length && !ids.full()) {
      if (isSpace(text[at])) {
        at++;
        continue;
      }
      int end = wordEnd(text, at);
      encodeWord(new String(text, at, end - at), ids);
      at = end;
    }
    return ids.closed();
  }

  /// Lower case goes letter by letter as in `tokenizer.json`: `String.toLowerCase` would turn a
  /// final capital sigma into another letter.
  private static int[] normalize(String sentence) {
    var lower = new StringBuilder(sentence.length());
    Normalizer.normalize(sentence, Normalizer.Form.NFC)
        .codePoints()
        .forEach(
            letter -> {
              if (letter < 128) {
                lower.append((char) Character.toLowerCase(letter));
              } else {
                lower.append(Character.toString(letter).toLowerCase(Locale.ROOT));
              }
            });
    return lower.codePoints().toArray();
  }

  private static int wordEnd(int[] text, int from) {
    int contraction = contractionLength(text, from);
    if (contraction > 0) {
      return from + contraction;
    }
    if (isNumber(text[from])) {
      return from + 1;
    }
    boolean letters = Character.isLetter(text[from]);
    int end = from + 1;
    while (end < text.length
        && !isSpace(text[end])
        && !isNumber(text[end])
        && Character.isLetter(text[end]) == letters) {
      end++;
    }
    return end;
  }

  /// `'s 't 'm 'd` are two characters, `'re 've 'll` three; 0 where no contraction starts.
  private static int contractionLength(int[] text, int from) {
    if (text[from] != '\'' || from + 1 >= text.length) {
      return 0;
    }
    int first = text[from + 1];
    if (first == 's' || first == 't' || first == 'm' || first == 'd') {
      return 2;
    }
    if (from + 2 >= text.length) {
      return 0;
    }
    int second = text[from + 2];
    boolean long3 =
        (first == 'r' && second == 'e')
            || (first == 'v' && second == 'e')
            || (first == 'l' && second == 'l');
    return long3 ? 3 : 0;
  }

  /// Unicode's categories Nd, Nl and No (`\p{N}`).
  private static boolean isNumber(int letter) {
    return switch (Character.getType(letter)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> false;
    };
  }

  /// Unicode's property White_Space; Java's own predicates leave out no-break spaces or U+0085.
  private static boolean isSpace(int letter) {
    return switch (letter) {
      case ' ', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
      default -> (letter >= 0x09 && letter <= 0x0D) || (letter >= 0x2000 && letter <= 0x200A);
    };
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
