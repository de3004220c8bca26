package dev.sightline.evaluation.probe;

import dev.sightline.evaluation.labelled.LabelledImage;
import dev.sightline.evaluation.labelled.LabelledSet;
import dev.sightline.evaluation.metrics.Estimate;
import dev.sightline.evaluation.metrics.EvaluationException;
import dev.sightline.searcher.zeroshot.ZeroShotClassifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// How much zero-shot and a probe that learned from one kind of pictures lose on another (Radford
/// et al. 2021, section 3.3). The probe learns once, from a share of the source; everything else is
/// only measured.
public final class RobustnessEvaluation {
  private final LabelledSet source;
  private final Split split;
  private final ZeroShotClassifier zeroShot;
  private final LinearProbe probe;
  private final long seed;

  /// Learns from the source.
  ///
  /// @param zeroShot a classifier of the source's classes, in their order
  /// @param trainShare of each class, above 0 and below 1
  /// @param seed of the split and the intervals
  public RobustnessEvaluation(
      LabelledSet source,
      ZeroShotClassifier zeroShot,
      Features features,
      double trainShare,
      long seed) {
    this.source = source;
    this.zeroShot = zeroShot;
    this.seed = seed;
    var random = new Random(seed);
    int classes = source.classes().size();
    this.split = Split.of(source.images(), classes, trainShare, random);
    this.probe = LinearProbeEvaluation.fit(split.first(), classes, features, random);
  }

  /// One set of pictures.
  ///
  /// @param name of the set
  /// @param zeroShot share that zero-shot classifies right
  /// @param probe share that the source's probe classifies right
  /// @param images how many were measured
  public record Row(String name, Estimate zeroShot, Estimate probe, int images) {}

  /// The source's pictures that were not learned from.
  public List<LabelledImage> heldOut() {
    return split.second();
  }

  /// Measures the source's own held-out part.
  public Row ownRow(String name) {
    return row(name, split.second());
  }

  /// Measures held-out pictures of the source that something was done to.
  ///
  /// @param images with the source's labels
  public Row row(String name, List<LabelledImage> images) {
    return new Row(
        name,
        Accuracy.of(images, it -> ZeroShotEvaluation.rank(zeroShot, it) == 1, seed),
        Accuracy.of(images, probe::isRight, seed),
        images.size());
  }

  /// Another set of pictures without those that were learned from.
  ///
  /// @param shift its classes are the source's, or some of them
  /// @throws EvaluationException if it has a class that the source has not
  public LabelledSet unseen(String name, LabelledSet shift) {
    for (String label : shift.classes()) {
      if (!source.classes().contains(label)) {
        throw new EvaluationException(
            "The class '%s' of %s is not in the source, which has: %s. Use the same names."
                .formatted(label, name, String.join(", ", source.classes())));
      }
    }
    return shift.without(split.first(), source.classes());
  }

  /// Measures another set of pictures.
  ///
  /// @param shift as [#unseen] gave it
  public Row row(String name, LabelledSet shift) {
    var images = new ArrayList<LabelledImage>();
    for (LabelledImage image : shift.images()) {
      int label = source.classes().indexOf(shift.classes().get(image.label()));
      images.add(new LabelledImage(image.file(), image.hash(), label, image.output()));
    }
    return row(name, images);
  }
}
