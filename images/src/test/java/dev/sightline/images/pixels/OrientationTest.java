package dev.sightline.images.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.images.TestImages;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {
  /// Three columns, two rows; written row by row, `/` between rows.
  private static final Pixels STORED = letters(3, 2, "abcdef");

  @ParameterizedTest(name = "orientation {0} of abc/def is {1}")
  @CsvSource({
    "1, abc/def", "2, cba/fed", "3, fed/cba", "4, def/abc",
    "5, ad/be/cf", "6, da/eb/fc", "7, fc/eb/da", "8, cf/be/ad",
  })
  void each_orientation_is_undone(int orientation, String upright) {
    assertThat(text(Orientation.upright(STORED, orientation))).isEqualTo(upright);
  }

  /// A single column steps to the next row as far as to the next column; the two must not be mixed
  /// up.
  @ParameterizedTest(name = "orientation {0} of a/b/c is {1}")
  @CsvSource({
    "1, a/b/c",
    "2, a/b/c",
    "3, c/b/a",
    "4, c/b/a",
    "5, abc",
    "6, cba",
    "7, cba",
    "8, abc",
  })
  void an_image_of_one_column_is_turned_too(int orientation, String upright) {
    assertThat(text(Orientation.upright(letters(1, 3, "abc"), orientation))).isEqualTo(upright);
  }

  private static Pixels letters(int width, int height, String letters) {
    byte[] rgb = new byte[letters.length() * Pixels.CHANNELS];
    for (int i = 0; i < letters.length(); i++) {
      rgb[i * Pixels.CHANNELS] = (byte) letters.charAt(i);
      rgb[i * Pixels.CHANNELS + 1] = (byte) (letters.charAt(i) + 10);
      rgb[i * Pixels.CHANNELS + 2] = (byte) (letters.charAt(i) + 20);
    }
    return new Pixels(width, height, rgb);
  }

  private static String text(Pixels pixels) {
    var text = new StringBuilder();
    for (int y = 0; y < pixels.height(); y++) {
      text.append(y == 0 ? "" : "/");
      for (int x = 0; x < pixels.width(); x++) {
        int colour = TestImages.colour(pixels, x, y);
        char letter = (char) (colour >> 16);
        assertThat(colour & 0xFFFF).isEqualTo(((letter + 10) << 8) | (letter + 20));
        text.append(letter);
      }
    }
    return text.toString();
  }
}
