package dev.sightline.searcher.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.testkit.RandomSeeds;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class VectorSumTest {
  private static final float[] EAST = {1, 0};
  private static final float[] NORTH = {0, 1};

  @Test
  void nothing_has_no_direction() {
    assertThat(new VectorSum().unit()).isEmpty();
    assertThat(new VectorSum().isEmpty()).isTrue();
  }

  @Test
  void equal_parts_give_the_middle() {
    float diagonal = (float) Math.sqrt(0.5);

    assertThat(sum(1, 1).unit())
        .hasValueSatisfying(it -> assertThat(it).containsExactly(diagonal, diagonal));
  }

  @Test
  void a_negative_part_pushes_away() {
    assertThat(sum(3, -4).unit())
        .hasValueSatisfying(it -> assertThat(it).containsExactly(0.6f, -0.8f));
  }

  @Test
  void parts_that_cancel_have_no_direction() {
    var sum = new VectorSum();
    sum.add(EAST, 0.7);
    sum.add(EAST, -0.7);

    assertThat(sum.unit()).isEmpty();
  }

  @Test
  void what_rounding_leaves_of_parts_that_cancel_has_no_direction() {
    var sum = new VectorSum();
    for (int i = 0; i < 10; i++) {
      sum.add(EAST, 100.1);
      sum.add(NORTH, 33.3);
    }
    sum.add(EAST, -1001);
    sum.add(NORTH, -333);

    assertThat(sum.unit()).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(20)
  void one_factor_on_all_weights_changes_nothing(long seed) {
    var random = new Random(seed);
    double east = random.nextDouble(0.1, 2);
    double north = random.nextDouble(-2, -0.1);
    double factor = Math.pow(10, random.nextDouble(-12, 12));

    float[] unit = sum(east, north).unit().orElseThrow();

    float[] scaled = sum(factor * east, factor * north).unit().orElseThrow();
    assertThat(scaled).containsExactly(unit, within(1e-6f));
  }

  @Test
  void two_sums_add_up_and_have_their_shares() {
    var east = sum(3, 0);
    var north = new VectorSum();
    north.add(NORTH, -1);

    assertThat(east.plus(north).unit().orElseThrow()[1]).isNegative();
    assertThat(east.share(north)).isEqualTo(0.75);
    assertThat(north.share(east)).isEqualTo(0.25);
    assertThat(new VectorSum().plus(north).unit().orElseThrow()).containsExactly(0, -1);
    assertThat(north.plus(new VectorSum()).unit().orElseThrow()).containsExactly(0, -1);
    assertThat(new VectorSum().share(north)).isZero();
  }

  private static VectorSum sum(double east, double north) {
    var sum = new VectorSum();
    sum.add(EAST, east);
    if (north != 0) {
      sum.add(NORTH, north);
    }
    return sum;
  }
}
