package dev.sightline.searcher.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.models.layout.LogitScale;
import dev.sightline.testkit.RandomSeeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfidenceTest {
  private static final LogitScale TINY = new LogitScale(23.34, true);
  private static final LogitScale PUBLISHED = new LogitScale(100, false);

  @Test
  void the_default_cut_lies_where_it_was_measured() {
    assertThat(Confidence.ofWords(TINY).cosineOf(0.5)).isCloseTo(0.250, within(1e-3));
    assertThat(Confidence.ofWords(PUBLISHED).cosineOf(0.5)).isCloseTo(0.234, within(1e-3));
    assertThat(Confidence.ofPictures(TINY).cosineOf(0.5)).isCloseTo(0.449, within(1e-3));
    assertThat(Confidence.ofPictures(PUBLISHED).cosineOf(0.5)).isCloseTo(0.649, within(1e-3));
  }

  @Test
  void published_models_tell_matching_pairs_from_unrelated_ones() {
    var confidence = Confidence.ofWords(PUBLISHED);

    assertThat(confidence.of(0.29)).isGreaterThan(0.99);
    assertThat(confidence.of(0.18)).isLessThan(0.01);
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(20)
  void a_higher_cosine_is_never_less_likely(long seed) {
    var random = new java.util.Random(seed);
    var confidence =
        Confidence.ofWords(TINY).mixedWith(Confidence.ofPictures(TINY), random.nextDouble());
    double lower = random.nextDouble(-1, 1);
    double higher = random.nextDouble(lower, 1);

    assertThat(confidence.of(lower)).isBetween(0.0, confidence.of(higher));
    assertThat(confidence.of(higher)).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.1, 0.5, 0.9, 0.999})
  void a_cut_is_the_cosine_that_has_its_confidence(double cut) {
    var confidence = Confidence.ofPictures(TINY);

    assertThat(confidence.of(confidence.cosineOf(cut))).isCloseTo(cut, within(1e-9));
  }

  @Test
  void everything_reaches_0_and_nothing_reaches_1() {
    assertThat(Confidence.ofWords(TINY).cosineOf(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Confidence.ofWords(TINY).cosineOf(1)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void a_mixed_query_lies_between_its_parts() {
    var words = Confidence.ofWords(TINY);
    var pictures = Confidence.ofPictures(TINY);

    assertThat(words.mixedWith(pictures, 1).of(0.3)).isEqualTo(words.of(0.3));
    assertThat(words.mixedWith(pictures, 0).of(0.3)).isEqualTo(pictures.of(0.3));
    assertThat(words.mixedWith(pictures, 0.5).cosineOf(0.5))
        .isCloseTo((words.cosineOf(0.5) + pictures.cosineOf(0.5)) / 2, within(1e-12));
  }

  @Test
  void a_model_with_a_bias_is_cut_where_it_says_one_in_a_hundred_and_one() {
    var siglip = new LogitScale(117.33, true, java.util.OptionalDouble.of(-12.93));
    var confidence = Confidence.ofWords(siglip);

    double cut = confidence.cosineOf(0.5);

    assertThat(siglip.probability(cut).orElseThrow()).isCloseTo(1.0 / 101, within(1e-9));
    assertThat(cut).isCloseTo(0.071, within(1e-3));
    assertThat(confidence.of(0.1)).isGreaterThan(0.9);
    assertThat(confidence.of(0.02)).isLessThan(0.01);
  }
}
