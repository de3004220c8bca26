package dev.sightline.searcher.confidence;

import dev.sightline.models.layout.LogitScale;

/// Turns a cosine into a confidence, 0 to 1: how likely the image is a match.
///
/// What was fitted for a model ([CalibrationCurves]) is [#fitted]. The rest is the default, for a
/// model that nothing was fitted for and for queries of more than one sentence: a logistic curve
/// whose steepness for words is the model's logit scale (one logit is what training made of
/// `1 / scale` of cosine, Radford et al. 2021, figure 3). Its centre, which is the default cut, is
/// a line in `1 / scale` through two models, and lies where nothing is lost that a person would
/// have seen in the first rows. It does not tell nonsense from sense; that takes fitting.
///
/// - **Words.** `sightline-tiny`, scale 23.34, on 300 photos with 5 captions each: a caption and
///   its own photo have cosine 0.39 in the middle, 0.15 to 0.56 in 90 of 100 cases; a caption and
///   another photo 0.03, -0.23 to 0.31. Of 50 class names and their 622 pictures: own 0.44, 0.17
///   to 0.58; others 0.06, -0.17 to 0.30. At 0.25, 85 % of the captions' own photos are kept, and
///   99.9 % of those that rank among the first 20; 90 % of the other photos are refused. The best
///   of 300 photos for each of 20 lines of nonsense has 0.27 to 0.46: a cut that refuses these,
///   0.44, would keep a third of the captions' own photos. Published CLIPs with scale 100 put
///   unrelated pairs near 0.18 and matching ones near 0.29; the line gives 0.234 there.
/// - **Pictures.** The same model, on the 622 pictures of 50 classes: two of one class have 0.60 in
///   the middle, 0.30 to 0.87 in 90 of 100 cases, two of different classes 0.20, -0.03 to 0.48;
///   any two of the 300 photos 0.16, -0.07 to 0.48. At 0.45, 79 % of pairs of one class are kept,
///   and 93 % of the others refused. Models with scale 100 find any two photos far more alike;
///   0.65 there is an estimate.
///
/// - **A model with a bias** (SigLIP, Zhai et al. 2023) has a probability of its own,
///   `sigmoid(scale * cosine + bias)`. It was learned where one pair in thousands matches, and
///   calls most matches of a short sentence unlikely; as a cut, 0.5 would lose them. So its odds
///   are raised by a constant factor, 100: the cut lies where the model says 1 in 101. That keeps
///   its curve and order; the factor is an estimate until the model is calibrated.
///
/// Monotone, so that it never changes an order.
public final class Confidence {
  private static final double WORDS_BASE = 0.229;
  private static final double WORDS_SLOPE = 0.49;
  private static final double PICTURES_BASE = 0.71;
  private static final double PICTURES_SLOPE = -6.1;
  private static final double PICTURES_STEEPNESS = 20;
  private static final double LOG_ODDS_OF_A_BIAS = Math.log(100);

  /// The default's cut.
  public static final double DEFAULT_CUT = 0.5;

  private final double ceiling;
  private final double centre;
  private final double steepness;
  private final double cut;
  private final boolean calibrated;

  private Confidence(
      double ceiling, double centre, double steepness, double cut, boolean calibrated) {
    this.ceiling = ceiling;
    this.centre = centre;
    this.steepness = steepness;
    this.cut = cut;
    this.calibrated = calibrated;
  }

  private Confidence(double centre, double steepness) {
    this(1, centre, steepness, DEFAULT_CUT, false);
  }

  /// By curves that were fitted for the model. No hit is likelier than that there is one at all.
  public static Confidence fitted(CalibrationCurves curves, QueryEvidence evidence) {
    return new Confidence(
        curves.presence().of(evidence),
        curves.match().centre(evidence.best()),
        curves.match().steepness(),
        curves.cut(),
        true);
  }

  /// By fitted curves, where there is no image at all: nothing can be a match.
  public static Confidence ofNothing(CalibrationCurves curves) {
    return new Confidence(0, 0, curves.match().steepness(), curves.cut(), true);
  }

  /// The confidence from which a hit counts as a match unless the query says otherwise.
  public double cut() {
    return cut;
  }

  /// Whether the curve was fitted for the model.
  public boolean calibrated() {
    return calibrated;
  }

  /// For cosines between a sentence and images.
  public static Confidence ofWords(LogitScale scale) {
    if (scale.bias().isPresent()) {
      double bias = scale.bias().getAsDouble() + LOG_ODDS_OF_A_BIAS;
      return new Confidence(-bias / scale.value(), scale.value());
    }
    return new Confidence(WORDS_BASE + WORDS_SLOPE / scale.value(), scale.value());
  }

  /// For cosines between an image and images.
  public static Confidence ofPictures(LogitScale scale) {
    return new Confidence(PICTURES_BASE + PICTURES_SLOPE / scale.value(), PICTURES_STEEPNESS);
  }

  /// For cosines of a query that mixes both: the middle of the two curves.
  ///
  /// @param share how much of the query is words, 0 to 1
  public Confidence mixedWith(Confidence other, double share) {
    return new Confidence(
        share * centre + (1 - share) * other.centre,
        share * steepness + (1 - share) * other.steepness);
  }

  /// The confidence of a cosine.
  public double of(double cosine) {
    return ceiling / (1 + Math.exp(-steepness * (cosine - centre)));
  }

  /// The least cosine of a confidence; negative infinity for 0, which everything reaches, positive
  /// infinity for what nothing reaches.
  public double cosineOf(double confidence) {
    if (confidence <= 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return confidence >= ceiling
        ? Double.POSITIVE_INFINITY
        : centre + Math.log(confidence / (ceiling - confidence)) / steepness;
  }
}
