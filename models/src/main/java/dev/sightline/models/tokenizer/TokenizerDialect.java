package dev.sightline.models.tokenizer;

import java.text.Normalizer;
import java.util.Locale;

/// The differences between the two published tokenizers of CLIP: Hugging Face's `tokenizer.json`
/// and open_clip's code around OpenAI's merge list.
enum TokenizerDialect {
  PUBLISHED {
    @Override
    String clean(String sentence) {
      return normalize(sentence);
    }

    @Override
    boolean isS(int letter) {
      return letter == 's';
    }
  },
  OPEN_CLIP {
    @Override
    String clean(String sentence) {
      return OpenClipCleaning.clean(sentence);
    }

    /// The pattern ignores case, and the long s is a case variant of s.
    @Override
    boolean isS(int letter) {
      return letter == 's' || letter == '\u017f';
    }
  };

  abstract String clean(String sentence);

  /// Whether `'` and this letter are a contraction.
  abstract boolean isS(int letter);

  /// Converts letter by letter to lower case, as `tokenizer.json` does: `String.toLowerCase` would
  /// convert a final capital sigma differently.
  private static String normalize(String sentence) {
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
    return lower.toString();
  }
}
