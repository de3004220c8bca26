package dev.sightline.base.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 256, 1023})
  void a_dot_product_is_the_sum_of_the_products(int dimension) {
    var random = new Random(dimension);
    float[] left = random(random, dimension);
    float[] right = random(random, dimension);
    double expected = 0;
    for (int i = 0; i < dimension; i++) {
      expected += (double) left[i] * right[i];
    }

    assertThat(Vectors.dot(left, right)).isCloseTo(expected, within(1e-12 * dimension));
    assertThat(Vectors.dotRow(left, 0, right)).isCloseTo(expected, within(1e-12 * dimension));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 512})
  void a_normalized_vector_has_length_one_and_the_same_direction(int dimension) {
    float[] vector = random(new Random(1), dimension);
    float[] copy = vector.clone();

    double length = Vectors.normalize(vector);

    assertThat(Vectors.length(vector)).isCloseTo(1, within(1e-6));
    assertThat(length).isCloseTo(Vectors.length(copy), within(1e-9));
    assertThat(Vectors.dot(vector, copy)).isCloseTo(length, within(1e-5 * length));
  }

  @ParameterizedTest
  @ValueSource(floats = {0, Float.NaN, Float.POSITIVE_INFINITY})
  void a_vector_without_direction_is_refused_and_left_as_it_is(float number) {
    float[] vector = {number, 0};

    assertThatThrownBy(() -> Vectors.normalize(vector))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("has no direction");
    assertThat(vector).containsExactly(number, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 64})
  void scaled_vectors_are_added_in_place(int dimension) {
    float[] vector = random(new Random(2), dimension);
    var sum = new double[dimension];

    Vectors.addScaled(sum, vector, 2);
    Vectors.addScaled(sum, vector, -0.5);

    for (int i = 0; i < dimension; i++) {
      assertThat(sum[i]).isCloseTo(1.5 * vector[i], within(1e-9));
    }
    assertThat(Vectors.length(Vectors.normalized(sum))).isCloseTo(1, within(1e-6));
  }

  private static float[] random(Random random, int dimension) {
    var vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }
}
