package dev.sightline.evaluation.limits;

import java.awt.Graphics2D;
import java.util.HexFormat;

/// Capital letters and digits as dots, five columns of seven rows each, so that a picture with
/// words is the same on every machine, whatever its fonts.
final class Letters {
  private static final int COLUMNS = 5;

  /// Dots that a letter is high.
  static final int ROWS = 7;

  /// Columns of a letter with the gap behind it.
  private static final int ADVANCE = COLUMNS + 1;

  /// Five bytes a character, one a column; the lowest bit is the top row.
  private static final byte[] DIGITS =
      HexFormat.of()
          .parseHex(
              "3e5149453e00427f4000426151494621414" // 0 to 3
                  + "54b311814127f1027454545393c4a494930" // 3 to 6
                  + "01710905033649494936064949291e"); // 7 to 9

  private static final byte[] CAPITALS =
      HexFormat.of()
          .parseHex(
              "7e1111117e7f494949363e414141227f4141221c7f494949417f09090901" // A to F
                  + "3e4149497a7f0808087f00417f41002040413f017f081422417f40404040" // G to L
                  + "7f020c027f7f0408107f3e4141413e7f090909063e4151215e7f09192946" // M to R
                  + "464949493101017f01013f4040403f1f2040201f3f4038403f6314081463" // S to X
                  + "07087008076151494543"); // Y and Z

  private Letters() {}

  /// Writes a word in the current colour.
  ///
  /// @param word of A to Z and 0 to 9; a space leaves a gap
  /// @param x of its left edge
  /// @param y of its top edge
  /// @param dot the side of a dot, pixels
  static void draw(Graphics2D on, String word, int x, int y, int dot) {
    for (int i = 0; i < word.length(); i++) {
      for (int column = 0; column < COLUMNS; column++) {
        int dots = dots(word.charAt(i), column);
        for (int row = 0; row < ROWS; row++) {
          if ((dots >> row & 1) == 1) {
            on.fillRect(x + (i * ADVANCE + column) * dot, y + row * dot, dot, dot);
          }
        }
      }
    }
  }

  /// How wide a word is, in dots.
  static int width(String word) {
    return word.length() * ADVANCE - 1;
  }

  private static int dots(char character, int column) {
    if (character >= '0' && character <= '9') {
      return DIGITS[(character - '0') * COLUMNS + column];
    }
    if (character >= 'A' && character <= 'Z') {
      return CAPITALS[(character - 'A') * COLUMNS + column];
    }
    if (character == ' ') {
      return 0;
    }
    throw new IllegalArgumentException("there is no letter '%s'".formatted(character));
  }
}
