package dev.sightline.models.tokenizer;

/// The printable letter that stands for each byte in GPT-2's and CLIP's published vocabularies:
/// printable Latin-1 stands for itself, the other 68 bytes for U+0100 and on, in order.
/// Source: `bytes_to_unicode` of OpenAI's GPT-2 encoder.
final class ByteAlphabet {
  private ByteAlphabet() {}

  /// The letters, indexed by unsigned byte.
  static String[] all() {
    var letters = new String[TokenizerTable.BYTES];
    int next = TokenizerTable.BYTES;
    for (int value = 0; value < letters.length; value++) {
      letters[value] = Character.toString(standsForItself(value) ? value : next++);
    }
    return letters;
  }

  /// The place of each byte in CLIP's vocabulary, indexed by unsigned byte: those that stand for
  /// themselves come first.
  static int[] vocabularyOrder() {
    var order = new int[TokenizerTable.BYTES];
    int next = 0;
    for (boolean themselves : new boolean[] {true, false}) {
      for (int value = 0; value < order.length; value++) {
        if (standsForItself(value) == themselves) {
          order[value] = next++;
        }
      }
    }
    return order;
  }

  private static boolean standsForItself(int value) {
    return (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xFF && value != 0xAD);
  }
}
