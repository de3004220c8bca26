package dev.sightline.library.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LumaGridTest {
  /// White, with a dark bar at the top and scattered grey cells below it.
  private static byte[] slide(long seed) {
    var random = new Random(seed);
    byte[] luma = new byte[LumaGrid.BYTES];
    Arrays.fill(luma, (byte) 255);
    Arrays.fill(luma, 0, 6 * LumaGrid.SIDE, (byte) 40);
    for (int i = 0; i < 600; i++) {
      luma[(10 + random.nextInt(50)) * LumaGrid.SIDE + random.nextInt(LumaGrid.SIDE)] = (byte) 170;
    }
    return luma;
  }

  @Test
  void a_grid_agrees_with_itself_and_with_a_noisy_copy() {
    byte[] noisy = slide(1);
    var random = new Random(2);
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] = (byte) Math.clamp((noisy[i] & 0xFF) + random.nextInt(-2, 3), 0, 255);
    }

    assertThat(LumaGrid.of(slide(1)).correlation(LumaGrid.of(slide(1)))).isCloseTo(1, within(1e-9));
    assertThat(LumaGrid.of(slide(1)).correlation(LumaGrid.of(noisy))).isGreaterThan(0.99);
  }

  @Test
  void slides_of_one_layout_do_not_agree() {
    assertThat(LumaGrid.of(slide(1)).correlation(LumaGrid.of(slide(2)))).isLessThan(0.95);
  }

  @Test
  void grids_that_are_all_ground_agree() {
    assertThat(
            LumaGrid.of(new byte[LumaGrid.BYTES])
                .correlation(LumaGrid.of(new byte[LumaGrid.BYTES])))
        .isEqualTo(1);
  }

  @Test
  void the_ground_is_what_most_cells_are() {
    assertThat(LumaGrid.of(slide(1)).groundShare()).isBetween(0.7, 0.8);
  }

  @Test
  void a_hash_with_a_grid_comes_back_from_text_and_bytes() {
    var hash = new ImageHash(1, -2, 3, 4).with(Optional.of(LumaGrid.of(slide(3))));

    assertThat(ImageHash.parse(hash.text())).hasValue(hash);
    assertThat(ImageHash.read(hash.bytes())).hasValue(hash);
    assertThat(ImageHash.parse(hash.text().substring(0, 70))).hasValue(new ImageHash(1, -2, 3, 4));
  }

  @Test
  void another_number_of_cells_is_refused() {
    assertThatThrownBy(() -> LumaGrid.of(new byte[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a grid has 4,096 cells, got 5");
  }

  @Test
  void a_slide_is_on_a_plain_ground_and_a_photo_is_not() {
    double[] slide = new double[LumaGrid.BYTES];
    double[] photo = new double[LumaGrid.BYTES];
    byte[] cells = slide(1);
    for (int i = 0; i < slide.length; i++) {
      slide[i] = cells[i] & 0xFF;
      photo[i] = (i / LumaGrid.SIDE + i % LumaGrid.SIDE) * 2;
    }

    assertThat(LumaGrid.ofPlainGround(slide)).hasValue(LumaGrid.of(cells));
    assertThat(LumaGrid.ofPlainGround(photo)).isEmpty();
  }
}
