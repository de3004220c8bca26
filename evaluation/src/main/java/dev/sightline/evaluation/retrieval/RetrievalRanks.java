package dev.sightline.evaluation.retrieval;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.evaluation.metrics.Bootstrap;
import dev.sightline.evaluation.metrics.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/// The rank of every right answer: what recall and its intervals are made of. Immutable.
public final class RetrievalRanks {
  private final int[] text; // of each caption's image
  private final int[] image; // of each image's best caption
  private final List<Integer> owners;

  private RetrievalRanks(int[] text, int[] image, List<Integer> owners) {
    this.text = text;
    this.image = image;
    this.owners = owners;
  }

  /// A direction of retrieval with its intervals.
  ///
  /// @param r1 as [RankedRecall#r1]
  /// @param r5 as [RankedRecall#r5]
  /// @param r10 as [RankedRecall#r10]
  /// @param medianRank as [RankedRecall#medianRank]
  public record Intervals(Estimate r1, Estimate r5, Estimate r10, Estimate medianRank) {}

  /// Ranks by cosine; a tie counts against the right answer, so that a model which gives everything
  /// the same vector does not look perfect.
  public static RetrievalRanks of(CaptionedEmbeddings all) {
    var right = new double[all.captions().size()]; // each caption with its own image
    var best = new double[all.images().size()]; // each image with the nearest of its own captions
    Arrays.fill(best, Double.NEGATIVE_INFINITY);
    for (int caption = 0; caption < right.length; caption++) {
      int owner = all.owners().get(caption);
      right[caption] = Vectors.dot(all.captions().get(caption), all.images().get(owner));
      best[owner] = Math.max(best[owner], right[caption]);
    }
    var text = new int[right.length];
    var image = new int[best.length];
    Arrays.fill(text, 1);
    Arrays.fill(image, 1);
    for (int i = 0; i < image.length; i++) {
      for (int caption = 0; caption < text.length; caption++) {
        if (all.owners().get(caption) == i) {
          continue;
        }
        double cosine = Vectors.dot(all.captions().get(caption), all.images().get(i));
        text[caption] += cosine >= right[caption] ? 1 : 0;
        image[i] += cosine >= best[i] ? 1 : 0;
      }
    }
    return new RetrievalRanks(text, image, all.owners());
  }

  /// For each caption, the rank of its image.
  public RankedRecall textToImage() {
    return RankedRecall.of(text);
  }

  /// For each image, the best rank of any of its captions.
  public RankedRecall imageToText() {
    return RankedRecall.of(image);
  }

  /// Intervals over images; captions of one image are not independent, so they are drawn together.
  ///
  /// @param seed the same gives the same intervals
  public Intervals textToImageIntervals(long seed) {
    return intervals(counts -> RankedRecall.of(text, captionCounts(counts)), seed);
  }

  /// Intervals over images.
  ///
  /// @param seed the same gives the same intervals
  public Intervals imageToTextIntervals(long seed) {
    return intervals(counts -> RankedRecall.of(image, counts), seed);
  }

  /// What these ranks are better by than others' of the same images and captions, text to image.
  ///
  /// @param measure such as [RankedRecall#r1]
  /// @param seed the same gives the same interval
  public Estimate gainOver(
      RetrievalRanks other, ToDoubleFunction<RankedRecall> measure, long seed) {
    return bootstrap(seed)
        .of(
            counts -> {
              int[] captions = captionCounts(counts);
              return measure.applyAsDouble(RankedRecall.of(text, captions))
                  - measure.applyAsDouble(RankedRecall.of(other.text, captions));
            });
  }

  private interface Recall {
    RankedRecall of(int[] counts);
  }

  private Intervals intervals(Recall recall, long seed) {
    Bootstrap bootstrap = bootstrap(seed);
    return new Intervals(
        bootstrap.of(counts -> recall.of(counts).r1()),
        bootstrap.of(counts -> recall.of(counts).r5()),
        bootstrap.of(counts -> recall.of(counts).r10()),
        bootstrap.of(counts -> recall.of(counts).medianRank()));
  }

  private Bootstrap bootstrap(long seed) {
    return new Bootstrap(new Random(seed), image.length);
  }

  private int[] captionCounts(int[] imageCounts) {
    var counts = new int[text.length];
    for (int caption = 0; caption < counts.length; caption++) {
      counts[caption] = imageCounts[owners.get(caption)];
    }
    return counts;
  }
}
