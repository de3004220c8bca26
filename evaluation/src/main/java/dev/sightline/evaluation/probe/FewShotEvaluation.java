package dev.sightline.evaluation.probe;

import dev.sightline.evaluation.labelled.LabelledImage;
import dev.sightline.evaluation.labelled.LabelledSet;
import dev.sightline.evaluation.metrics.EvaluationException;
import dev.sightline.searcher.zeroshot.ZeroShotClassifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;

/// How many labelled pictures a class a linear probe needs to do as well as zero-shot (Radford et
/// al. 2021, figures 6 and 7).
///
/// For each seed every class is shuffled. The first pictures are learned from, as many as there are
/// shots; those behind the largest number of shots are measured on, so that all rows of a seed have
/// the same ones. `C` is sought by cross-validation within the shots, as nothing else is labelled.
public final class FewShotEvaluation {
  private static final int MOST_FOLDS = 4;

  private FewShotEvaluation() {}

  /// One number of shots.
  ///
  /// @param shots labelled pictures a class
  /// @param mean accuracy over seeds, 0 to 1
  /// @param std standard deviation over seeds (of the population, as NumPy's)
  public record Row(int shots, double mean, double std) {}

  /// What was measured.
  ///
  /// @param rows by shots
  /// @param zeroShot mean accuracy of zero-shot on the same pictures
  /// @param zeroShotStd its standard deviation over seeds
  /// @param crossesAt shots a class at which the curve reaches zero-shot, between two measured
  ///     numbers along the logarithm of shots; empty when it does not
  /// @param seeds how often it was measured
  /// @param test pictures that a seed is measured on
  public record Result(
      List<Row> rows,
      double zeroShot,
      double zeroShotStd,
      OptionalDouble crossesAt,
      int seeds,
      int test) {
    /// Copies the list.
    public Result {
      rows = List.copyOf(rows);
    }
  }

  /// Learns and measures.
  ///
  /// @param zeroShot a classifier of the set's classes, in their order
  /// @param shots at least one number, each at least 1, rising
  /// @param seeds how many, at least 1
  /// @param firstSeed of the first
  /// @throws EvaluationException if a class has too few pictures; the message names it
  public static Result measure(
      LabelledSet set,
      ZeroShotClassifier zeroShot,
      Features features,
      List<Integer> shots,
      int seeds,
      long firstSeed) {
    int most = shots.getLast();
    requireEnough(set, most);
    int classes = set.classes().size();
    var accuracies = new double[shots.size()][seeds];
    var lines = new double[seeds];
    int measured = 0;
    for (int i = 0; i < seeds; i++) {
      var random = new Random(firstSeed + i);
      List<List<LabelledImage>> byClass = Split.shuffled(set.images(), classes, random);
      List<LabelledImage> test = flat(byClass, most, Integer.MAX_VALUE);
      measured = test.size();
      lines[i] = Accuracy.plain(test, it -> ZeroShotEvaluation.rank(zeroShot, it) == 1);
      for (int s = 0; s < shots.size(); s++) {
        LinearProbe probe = fit(flat(byClass, 0, shots.get(s)), shots.get(s), classes, features);
        accuracies[s][i] = Accuracy.plain(test, probe::isRight);
      }
    }
    var rows = new ArrayList<Row>();
    for (int s = 0; s < accuracies.length; s++) {
      rows.add(new Row(shots.get(s), mean(accuracies[s]), deviation(accuracies[s])));
    }
    double line = mean(lines);
    return new Result(rows, line, deviation(lines), crossing(rows, line), seeds, measured);
  }

  /// The most shots that a set has enough pictures for, one of each class left to measure on.
  public static int mostShots(LabelledSet set) {
    return Arrays.stream(set.counts()).min().orElse(1) - 1;
  }

  private static void requireEnough(LabelledSet set, int shots) {
    int[] counts = set.counts();
    for (int label = 0; label < counts.length; label++) {
      if (counts[label] <= shots) {
        throw new EvaluationException(
            """
            The class '%s' has %d pictures; %d shots need at least %d, so that one is left to \
            measure on. Ask for fewer with --shots, or add pictures.\
            """
                .formatted(set.classes().get(label), counts[label], shots, shots + 1));
      }
    }
  }

  private static LinearProbe fit(
      List<LabelledImage> train, int shots, int classes, Features features) {
    if (shots == 1) {
      double c = LinearProbeEvaluation.oneShotC(train, features);
      return LinearProbe.fitted(train, classes, c, features);
    }
    // The pictures are in an order by chance already.
    List<Split> folds = Split.folds(train, classes, Math.min(shots, MOST_FOLDS), new Random(shots));
    return LinearProbe.swept(train, classes, folds, features);
  }

  private static List<LabelledImage> flat(List<List<LabelledImage>> byClass, int from, int to) {
    return byClass.stream()
        .flatMap(some -> some.subList(from, Math.min(to, some.size())).stream())
        .toList();
  }

  static OptionalDouble crossing(List<Row> rows, double line) {
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (row.mean() < line) {
        continue;
      }
      if (i == 0) {
        return OptionalDouble.of(row.shots());
      }
      Row before = rows.get(i - 1);
      double part = (line - before.mean()) / (row.mean() - before.mean());
      double logarithm =
          Math.log(before.shots()) + part * Math.log((double) row.shots() / before.shots());
      return OptionalDouble.of(Math.exp(logarithm));
    }
    return OptionalDouble.empty();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    return Math.sqrt(
        Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElse(0));
  }
}
