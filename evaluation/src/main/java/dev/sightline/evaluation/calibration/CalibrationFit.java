package dev.sightline.evaluation.calibration;

import dev.sightline.evaluation.calibration.OpenSet.Asked;
import dev.sightline.evaluation.metrics.EvaluationException;
import dev.sightline.searcher.confidence.CalibrationCurves;
import dev.sightline.searcher.confidence.QueryEvidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Fits the curves of one model to classes of images and to captioned photos, each counting half.
///
/// - *Is it there at all?* Queries of both kinds to libraries that hold half of what is asked for.
/// - *Is this hit a match?* How fast the odds rise and fall is fitted to captions, of which there
///   are many; how high they are is fitted to both. A photo that fits another's caption counts as
///   no match, because nobody wrote that down, so captions alone would call every hit unlikely;
///   class
///   folders are labelled completely, but a few dozen names say little about slopes.
/// - Half of the libraries hold all photos of their classes, half a random part of each class, down
///   to a single one: both occur.
/// - *The cut* is the confidence of the best hit that all but a few of the queries with a match
///   reach, with thinned classes and with captions.
final class CalibrationFit {
  /// The part of present queries that may lose everything. The promise is 5 % on photos that were
  /// not fitted to, and a few dozen classes leave much to chance.
  private static final double LOST = 0.02;

  private static final double PENALTY = 1;
  private static final int CLASS_LIBRARIES = 10;
  private static final int CAPTION_LIBRARIES = 4;

  private CalibrationFit() {}

  /// Samples with what each counts, so that a kind of data counts as much as the other.
  private static final class Samples {
    final List<double[]> rows = new ArrayList<>();
    final List<Boolean> labels = new ArrayList<>();
    final List<Double> importance = new ArrayList<>();

    void addAll(List<double[]> those, List<Boolean> theirs, double total) {
      rows.addAll(those);
      labels.addAll(theirs);
      those.forEach(_ -> importance.add(total / those.size()));
    }

    boolean[] labelArray() {
      var array = new boolean[labels.size()];
      for (int i = 0; i < array.length; i++) {
        array[i] = labels.get(i);
      }
      return array;
    }

    double[] importanceArray() {
      return importance.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  /// Fits to some groups of both kinds of data.
  ///
  /// @param classGroups which classes may be looked at
  /// @param captionGroups which captioned photos may be looked at
  static CalibrationCurves fit(
      LabelledQueries classes,
      boolean[] classGroups,
      LabelledQueries captions,
      boolean[] captionGroups,
      Random random) {
    List<Asked> sparse = OpenSet.halves(classes, classGroups, CLASS_LIBRARIES, true, random);
    var named = new ArrayList<>(sparse);
    named.addAll(OpenSet.halves(classes, classGroups, CLASS_LIBRARIES, false, random));
    List<Asked> told = OpenSet.halves(captions, captionGroups, CAPTION_LIBRARIES, false, random);
    var presence = presence(named, told);
    var match = match(named, told);
    var uncut = new CalibrationCurves(presence, match, 0.5);
    double cut = Math.min(cut(uncut, sparse), cut(uncut, told));
    return new CalibrationCurves(presence, match, cut);
  }

  private static CalibrationCurves.Presence presence(List<Asked> named, List<Asked> told) {
    var samples = new Samples();
    for (List<Asked> asked : List.of(named, told)) {
      samples.addAll(
          asked.stream().map(it -> row(it.evidence())).toList(),
          asked.stream().map(Asked::present).toList(),
          named.size());
    }
    double[] weights =
        LogisticRegression.fit(
            samples.rows.toArray(double[][]::new),
            samples.labelArray(),
            samples.importanceArray(),
            PENALTY);
    return new CalibrationCurves.Presence(weights[0], weights[1], weights[2], weights[3]);
  }

  private static double[] row(QueryEvidence evidence) {
    return new double[] {evidence.best(), evidence.bestFive(), evidence.aboveBank()};
  }

  private static CalibrationCurves.Match match(List<Asked> named, List<Asked> told) {
    var slopes = new Samples();
    addHits(slopes, told, 1);
    double[] fitted =
        LogisticRegression.fit(
            slopes.rows.toArray(double[][]::new),
            slopes.labelArray(),
            ones(slopes.rows.size()),
            PENALTY);
    if (fitted[0] <= fitted[1]) {
      throw new EvaluationException(
          "With this model, images that are nearer to a caption are no likelier to be its own:"
              + " there is nothing to calibrate.");
    }
    var heights = new Samples();
    addHits(heights, named, 1);
    addHits(heights, told, 1);
    double[] offsets =
        heights.rows.stream().mapToDouble(it -> fitted[0] * it[0] + fitted[1] * it[1]).toArray();
    return new CalibrationCurves.Match(
        fitted[0],
        fitted[1],
        LogisticRegression.intercept(offsets, heights.labelArray(), heights.importanceArray()));
  }

  /// Every image for every query that has a match.
  private static void addHits(Samples samples, List<Asked> all, double total) {
    var rows = new ArrayList<double[]>();
    var labels = new ArrayList<Boolean>();
    for (Asked asked : all) {
      if (asked.present()) {
        double best = asked.evidence().best();
        for (var candidate : asked.candidates()) {
          rows.add(new double[] {candidate.cosine(), best - candidate.cosine()});
          labels.add(candidate.match());
        }
      }
    }
    samples.addAll(rows, labels, total);
  }

  private static double[] ones(int n) {
    var ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double cut(CalibrationCurves curves, List<Asked> asked) {
    double[] best =
        asked.stream()
            .filter(Asked::present)
            .mapToDouble(it -> curves.confidence(it.evidence(), it.evidence().best()))
            .sorted()
            .toArray();
    return best[(int) (LOST * best.length)];
  }
}
