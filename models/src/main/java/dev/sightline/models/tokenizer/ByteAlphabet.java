package dev.sightline.models.tokenizer;

/// The printable letter for each byte in the published vocabularies of GPT-2 and CLIP: a printable
/// Latin-1 byte is itself, the other 68 bytes are U+0100 and following, in order. Source:
/// `bytes_to_unicode` of OpenAI's GPT-2 encoder.
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

  /// The position of each byte in the vocabulary of CLIP, indexed by unsigned byte: printable bytes
  /// come first.
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
