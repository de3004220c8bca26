package dev.sightline.models.layout;

import java.util.OptionalDouble;

/// CLIP's learned temperature factor: probabilities are a softmax of `value * cosine` (Radford et
/// al. 2021, section 2.3; clipped at 100 in training). SigLIP also learns a bias and gives each
/// pair its own probability: `sigmoid(value * cosine + bias)` (Zhai et al. 2023).
///
/// @param value the factor itself, not its logarithm; above 0
/// @param learned false when the files do not state it and the usual value of the model family is
///     assumed
/// @param bias SigLIP's bias; empty for models trained with a softmax
public record LogitScale(double value, boolean learned, OptionalDouble bias) {
  /// The value of every OpenAI CLIP model after training, which is the limit of 100.
  private static final double OF_TRAINED_CLIP = 100;

  /// `ln(1 / 0.07)`, the value *before* training. Published Hugging Face configurations have it in
  /// `logit_scale_init_value` whatever value was learned, so it is ignored.
  private static final double LOG_BEFORE_TRAINING = Math.log(1 / 0.07);

  private static final double ROUNDING_OF_CONFIGURATIONS = 1e-3;

  /// Checks the range.
  public LogitScale {
    if (!(value > 0)) {
      throw new IllegalArgumentException("a logit scale is above 0, got " + value);
    }
  }

  /// A scale without a bias, as in CLIP.
  public LogitScale(double value, boolean learned) {
    this(value, learned, OptionalDouble.empty());
  }

  /// The probability, 0 to 1, that an image and a sentence with a cosine belong together; empty for
  /// models that were trained with a softmax.
  public OptionalDouble probability(double cosine) {
    return bias.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(1 / (1 + Math.exp(-(value * cosine + bias.getAsDouble()))));
  }

  /// From `logit_scale_init_value` of a configuration, the natural logarithm of the factor.
  static LogitScale fromConfiguration(double logarithm) {
    if (Math.abs(logarithm - LOG_BEFORE_TRAINING) < ROUNDING_OF_CONFIGURATIONS) {
      return assumed();
    }
    return new LogitScale(Math.exp(logarithm), true);
  }

  /// From `logit_scale` (a natural logarithm) and `logit_bias` of a SigLIP configuration.
  static LogitScale withBias(double logarithm, double bias) {
    return new LogitScale(Math.exp(logarithm), true, OptionalDouble.of(bias));
  }

  /// A learned factor and bias.
  static LogitScale learnedWithBias(double value, double bias) {
    return new LogitScale(value, true, OptionalDouble.of(bias));
  }

  /// The values of SigLIP base with patches of 16 pixels. Published configurations state neither.
  /// CLIP's 100 without a bias would give every pair a low probability, because matching pairs of
  /// SigLIP have cosines near 0.1.
  static LogitScale assumedForSiglip() {
    return new LogitScale(Math.exp(4.765), false, OptionalDouble.of(-12.93));
  }

  static LogitScale assumed() {
    return new LogitScale(OF_TRAINED_CLIP, false);
  }
}
