package dev.sightline.evaluation.probe;

import dev.sightline.evaluation.labelled.LabelledImage;
import dev.sightline.evaluation.labelled.LabelledSet;
import dev.sightline.evaluation.metrics.Estimate;
import dev.sightline.searcher.zeroshot.ZeroShotClassifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How well pictures are told apart by the names of their classes alone (Radford et al. 2021,
/// section 3.1), and what prompt templates gain over bare names (section 3.1.4).
public final class ZeroShotEvaluation {
  private static final int FIVE = 5;

  private ZeroShotEvaluation() {}

  /// What was measured.
  ///
  /// @param top1 share of pictures whose class is the likeliest
  /// @param top5 share of pictures whose class is among the five likeliest, or fewer if there are
  ///     not so many
  /// @param bareNames top 1 with the bare names of the classes
  /// @param gain top 1 with templates less top 1 with bare names
  /// @param perClass accuracy of each class, in their order
  /// @param confusions classes taken for others, the most frequent first
  public record Result(
      Estimate top1,
      Estimate top5,
      Estimate bareNames,
      double gain,
      List<ClassAccuracy> perClass,
      List<Confusion> confusions) {
    /// Copies the lists.
    public Result {
      perClass = List.copyOf(perClass);
      confusions = List.copyOf(confusions);
    }
  }

  /// One class.
  ///
  /// @param name the class
  /// @param accuracy share of its pictures that were classified right, 0 to 1
  /// @param images how many it has
  public record ClassAccuracy(String name, double accuracy, int images) {}

  /// Pictures of one class that were taken for another.
  ///
  /// @param of what they show
  /// @param takenFor what they were taken for
  /// @param images how many
  /// @param share of all pictures of the class, 0 to 1
  public record Confusion(String of, String takenFor, int images, double share) {}

  /// Classifies every picture.
  ///
  /// @param templates a classifier of the set's classes, in their order
  /// @param bare the same with bare names
  /// @param seed of the intervals
  public static Result measure(
      LabelledSet set, ZeroShotClassifier templates, ZeroShotClassifier bare, long seed) {
    Estimate top1 = Accuracy.of(set.images(), it -> rank(templates, it) == 1, seed);
    Estimate top5 = Accuracy.of(set.images(), it -> rank(templates, it) <= FIVE, seed);
    Estimate names = Accuracy.of(set.images(), it -> rank(bare, it) == 1, seed);
    int[][] taken = confusionMatrix(set, templates);
    return new Result(
        top1,
        top5,
        names,
        top1.value() - names.value(),
        perClass(set, taken),
        confusions(set, taken));
  }

  /// The place of a picture's class; a tie counts against it.
  static int rank(ZeroShotClassifier classifier, LabelledImage image) {
    double[] probabilities = classifier.probabilities(image.embedding());
    double own = probabilities[image.label()];
    int rank = 1;
    for (int k = 0; k < probabilities.length; k++) {
      rank += k != image.label() && !(probabilities[k] < own) ? 1 : 0;
    }
    return rank;
  }

  private static int[][] confusionMatrix(LabelledSet set, ZeroShotClassifier classifier) {
    int classes = set.classes().size();
    var taken = new int[classes][classes];
    for (LabelledImage image : set.images()) {
      double[] probabilities = classifier.probabilities(image.embedding());
      int best = image.label() == 0 ? 1 : 0; // a tie counts against the right class
      for (int k = 0; k < classes; k++) {
        boolean better =
            k == image.label()
                ? probabilities[k] > probabilities[best]
                : probabilities[k] >= probabilities[best];
        best = better ? k : best;
      }
      taken[image.label()][best]++;
    }
    return taken;
  }

  private static List<ClassAccuracy> perClass(LabelledSet set, int[][] taken) {
    int[] counts = set.counts();
    var perClass = new ArrayList<ClassAccuracy>();
    for (int k = 0; k < counts.length; k++) {
      perClass.add(
          new ClassAccuracy(set.classes().get(k), (double) taken[k][k] / counts[k], counts[k]));
    }
    return perClass;
  }

  private static List<Confusion> confusions(LabelledSet set, int[][] taken) {
    int[] counts = set.counts();
    var confusions = new ArrayList<Confusion>();
    for (int of = 0; of < counts.length; of++) {
      for (int as = 0; as < counts.length; as++) {
        if (of != as && taken[of][as] > 0) {
          confusions.add(
              new Confusion(
                  set.classes().get(of),
                  set.classes().get(as),
                  taken[of][as],
                  (double) taken[of][as] / counts[of]));
        }
      }
    }
    confusions.sort(
        Comparator.comparingInt(Confusion::images)
            .thenComparingDouble(Confusion::share)
            .reversed());
    return confusions;
  }
}
