package dev.sightline.searcher.confidence;

/// Two logistic curves that were fitted for one model, and the cut between matches and the rest.
///
/// The confidence of a hit is `P(present) * P(match | present)`. The first belongs to the query: is
/// what it asks for in the library at all ([QueryEvidence])? The second to the hit: its cosine, and
/// how far it stays behind the best. For one query the product rises with the cosine, so it never
/// changes an order.
///
/// @param presence weights of the log odds of the first
/// @param match weights of the log odds of the second
/// @param cut the confidence from which a hit counts as a match, above 0 and below 1
public record CalibrationCurves(Presence presence, Match match, double cut) {
  /// Checks the cut.
  public CalibrationCurves {
    if (!(cut > 0 && cut < 1)) {
      throw new IllegalArgumentException("the cut must lie between 0 and 1, got " + cut);
    }
  }

  /// Log odds of a query having a match:
  /// `best * evidence.best + bestFive * evidence.bestFive + aboveBank * evidence.aboveBank +
  /// intercept`.
  public record Presence(double best, double bestFive, double aboveBank, double intercept) {
    /// Checks that all are numbers.
    public Presence {
      requireFinite(best, bestFive, aboveBank, intercept);
    }

    /// The probability, 0 to 1.
    public double of(QueryEvidence evidence) {
      return sigmoid(
          best * evidence.best()
              + bestFive * evidence.bestFive()
              + aboveBank * evidence.aboveBank()
              + intercept);
    }
  }

  /// Log odds of a hit being a match, given that there is one:
  /// `cosine * c + behindBest * (best - c) + intercept`.
  public record Match(double cosine, double behindBest, double intercept) {
    /// Checks that all are numbers, and that a nearer image is never less likely.
    public Match {
      requireFinite(cosine, behindBest, intercept);
      if (cosine <= behindBest) {
        throw new IllegalArgumentException(
            "match.cosine must be above match.behindBest, or nearer images would be less likely;"
                + " got %s and %s".formatted(cosine, behindBest));
      }
    }

    /// How fast the log odds rise with the cosine within one query.
    double steepness() {
      return cosine - behindBest;
    }

    /// The cosine whose log odds are 0, in a query whose best is this.
    double centre(double best) {
      return -(behindBest * best + intercept) / steepness();
    }
  }

  /// The confidence of one hit, 0 to 1.
  ///
  /// @param evidence of its query
  /// @param cosine of the hit, at most the best
  public double confidence(QueryEvidence evidence, double cosine) {
    return Confidence.fitted(this, evidence).of(cosine);
  }

  private static double sigmoid(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }

  private static void requireFinite(double... weights) {
    for (double weight : weights) {
      if (!Double.isFinite(weight)) {
        throw new IllegalArgumentException("weights must be finite numbers, got " + weight);
      }
    }
  }
}
