package dev.sightline.searcher;

import dev.sightline.models.LogitScale;

/// Turns a cosine into a confidence, 0 to 1: how likely the image is a match.
///
/// This is the default for a model that nothing was fitted for: a logistic curve whose steepness is
/// the model's logit scale (one logit is what training made of `1 / scale` of cosine, Radford et
/// al. 2021, figure 3) and whose centre depends on what is asked with:
///
/// - **Words.** Published CLIPs with scale 100 put unrelated pairs near 0.18 and matching ones near
///   0.29; `sightline-tiny`, with scale 23.3, puts them near 0.25 and 0.5. A line in `1 / scale`
///   through the two middles gives [#WORDS_BASE] and [#WORDS_SLOPE].
/// - **Pictures.** Two photos of different things are far more alike than a photo and a sentence,
///   whatever the scale.
///
/// Monotone, so that it never changes an order.
final class Confidence {
  private static final double WORDS_BASE = 0.19;
  private static final double WORDS_SLOPE = 4.4;
  private static final double PICTURES_CENTRE = 0.65;
  private static final double PICTURES_STEEPNESS = 20;

  private final double centre;
  private final double steepness;

  private Confidence(double centre, double steepness) {
    this.centre = centre;
    this.steepness = steepness;
  }

  /// For cosines between a sentence and images.
  static Confidence ofWords(LogitScale scale) {
    return new Confidence(WORDS_BASE + WORDS_SLOPE / scale.value(), scale.value());
  }

  /// For cosines between an image and images.
  static Confidence ofPictures() {
    return new Confidence(PICTURES_CENTRE, PICTURES_STEEPNESS);
  }

  /// For cosines of a query that mixes both: the middle of the two curves.
  ///
  /// @param share how much of the query is words, 0 to 1
  Confidence mixedWith(Confidence other, double share) {
    return new Confidence(
        share * centre + (1 - share) * other.centre,
        share * steepness + (1 - share) * other.steepness);
  }

  /// The confidence of a cosine.
  double of(double cosine) {
    return 1 / (1 + Math.exp(-steepness * (cosine - centre)));
  }

  /// The least cosine of a confidence; negative infinity for 0, which everything reaches.
  double cosineOf(double confidence) {
    return confidence <= 0
        ? Double.NEGATIVE_INFINITY
        : centre + Math.log(confidence / (1 - confidence)) / steepness;
  }
}
