package dev.sightline.evaluation.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.images.pixels.Pixels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CorruptionTest {
  private static final int SIDE = 64;

  /// Stripes of three colours with a bright square, 96 x 64.
  private static Pixels drawn() {
    var rgb = new byte[96 * SIDE * Pixels.CHANNELS];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < 96; x++) {
        boolean square = x > 30 && x < 50 && y > 20 && y < 40;
        int at = (y * 96 + x) * Pixels.CHANNELS;
        rgb[at + x / 8 % 3] = (byte) 200;
        rgb[at + 1] = square ? (byte) 255 : rgb[at + 1];
      }
    }
    return new Pixels(96, SIDE, rgb);
  }

  private static double distance(Pixels left, Pixels right) {
    double sum = 0;
    for (int i = 0; i < left.rgb().length; i++) {
      double difference = (left.rgb()[i] & 0xff) - (right.rgb()[i] & 0xff);
      sum += difference * difference;
    }
    return Math.sqrt(sum / left.rgb().length);
  }

  @ParameterizedTest
  @EnumSource
  void a_higher_severity_changes_more_and_a_seed_repeats_it(Corruption.Kind kind) {
    Pixels picture = drawn();
    double last = 0;
    for (int severity = 1; severity <= Corruption.SEVERITIES; severity++) {
      var corruption = new Corruption(kind, severity);
      Pixels once = corruption.apply(picture, SIDE, 5);

      assertThat(once.width()).isEqualTo(96);
      assertThat(once.height()).isEqualTo(SIDE);
      assertThat(corruption.apply(picture, SIDE, 5).rgb()).isEqualTo(once.rgb());
      double changed = distance(picture, once);
      assertThat(changed).as("%s", corruption).isGreaterThan(last);
      last = kind == Corruption.Kind.ROTATION ? 0 : changed; // stripes come to lie on stripes
    }
  }

  @Test
  void noise_is_another_for_another_picture() {
    var noise = new Corruption(Corruption.Kind.NOISE, 3);

    assertThat(noise.apply(drawn(), SIDE, 1).rgb())
        .isNotEqualTo(noise.apply(drawn(), SIDE, 2).rgb());
  }

  @Test
  void a_large_picture_is_brought_to_the_input_first() {
    Pixels changed = new Corruption(Corruption.Kind.CONTRAST, 1).apply(drawn(), 32, 1);

    assertThat(changed.width()).isEqualTo(48);
    assertThat(changed.height()).isEqualTo(32);
  }

  @Test
  void contrast_keeps_the_mean() {
    Pixels faded = PointChanges.faded(drawn(), 0.05);

    assertThat(mean(faded)).isCloseTo(mean(drawn()), org.assertj.core.api.Assertions.within(0.5));
  }

  private static double mean(Pixels picture) {
    double sum = 0;
    for (byte value : picture.rgb()) {
      sum += value & 0xff;
    }
    return sum / picture.rgb().length;
  }

  @Test
  void a_quarter_turn_takes_rows_to_columns() {
    var rgb = new byte[3 * 3 * Pixels.CHANNELS];
    rgb[0] = 100; // red in the corner at the top left
    Pixels turned = Rotation.by(new Pixels(3, 3, rgb), 90);

    int bottomLeft = 2 * 3 * Pixels.CHANNELS;
    int topRight = 2 * Pixels.CHANNELS;
    assertThat(turned.rgb()[bottomLeft] + turned.rgb()[topRight]).isEqualTo(100);
    assertThat(turned.rgb()[0]).isZero();
  }

  @Test
  void other_severities_are_refused() {
    assertThatThrownBy(() -> new Corruption(Corruption.Kind.BLUR, 6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("need a severity of 1 to 5, got 6");
  }
}
