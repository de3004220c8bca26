package dev.sightline.models;

/// The printable letter that stands for each byte in GPT-2's and CLIP's published vocabularies:
/// printable Latin-1 stands for itself, the other 68 bytes for U+0100 and on, in order.
/// Source: `bytes_to_unicode` of OpenAI's GPT-2 encoder.
final class ByteLetters {
  private ByteLetters() {}

  /// The letters, indexed by unsigned byte.
  static String[] all() {
    var letters = new String[TokenizerTable.BYTES];
    int next = TokenizerTable.BYTES;
    for (int value = 0; value < letters.length; value++) {
      letters[value] = Character.toString(standsForItself(value) ? value : next++);
    }
    return letters;
  }

  private static boolean standsForItself(int value) {
    return (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xFF && value != 0xAD);
  }
}
