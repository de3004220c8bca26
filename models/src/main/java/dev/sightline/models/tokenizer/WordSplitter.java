package dev.sightline.models.tokenizer;

/// Splits a cleaned sentence into words, as CLIP does before it merges bytes: contractions, runs of
/// letters, single digits, runs of anything else. Sentences are arrays of code points.
///
/// Source: the pattern in OpenAI's `simple_tokenizer.py` and in every published `tokenizer.json`.
final class WordSplitter {
  private WordSplitter() {}

  /// The end of the word that begins at `from`, which must not be white space.
  static int end(int[] text, int from, TokenizerDialect dialect) {
    int contraction = contractionLength(text, from, dialect);
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
  private static int contractionLength(int[] text, int from, TokenizerDialect dialect) {
    if (text[from] != '\'' || from + 1 >= text.length) {
      return 0;
    }
    int first = text[from + 1];
    if (dialect.isS(first) || first == 't' || first == 'm' || first == 'd') {
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

  /// Unicode's property White_Space; the predicates of Java omit no-break spaces or U+0085.
  static boolean isSpace(int letter) {
    return switch (letter) {
      case ' ', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
      default -> (letter >= 0x09 && letter <= 0x0D) || (letter >= 0x2000 && letter <= 0x200A);
    };
  }
}
