package dev.sightline.evaluation.adapt;

import dev.sightline.evaluation.labelled.ContentHash;
import dev.sightline.evaluation.labelled.ImageEmbedder;
import dev.sightline.evaluation.labelled.LabelledImage;
import dev.sightline.evaluation.metrics.Estimate;
import dev.sightline.evaluation.metrics.EvaluationException;
import dev.sightline.evaluation.retrieval.CaptionedEmbeddings;
import dev.sightline.evaluation.retrieval.Captions;
import dev.sightline.evaluation.retrieval.RetrievalEvaluation;
import dev.sightline.evaluation.retrieval.RetrievalRanks;
import dev.sightline.models.ClipModel;
import dev.sightline.searcher.adapt.AdapterTraining;
import dev.sightline.searcher.adapt.CaptionPairs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Learns a map behind the text encoder from some captioned images and measures it on others: the
/// images are split, never the captions of one image, and the same bytes count as one image.
public final class AdapterEvaluation {
  /// Fewer images of either part say nothing.
  private static final int LEAST_IMAGES = AdapterTraining.LEAST_IMAGES;

  private AdapterEvaluation() {}

  /// What was learned and what it is worth.
  ///
  /// @param learned the map
  /// @param before ranks of unseen captions without it
  /// @param after with it
  /// @param gain what the mean of recall at 1, 5 and 10, text to image, rises by; 0 to 1
  /// @param learnedFrom images
  /// @param measuredOn other images
  /// @param captions of those measured on
  public record Result(
      AdapterTraining.Learned learned,
      RetrievalRanks before,
      RetrievalRanks after,
      Estimate gain,
      int learnedFrom,
      int measuredOn,
      int captions) {
    /// Whether it helps beyond chance: the whole interval lies above nothing.
    public boolean improves() {
      return gain.low() > 0;
    }
  }

  /// Embeds captioned images for learning; those of equal bytes become one with all captions.
  ///
  /// @param embedded the captions' images, their labels being places in `captions`
  public static CaptionedEmbeddings embeddings(
      ClipModel model, Captions captions, ImageEmbedder.Embedded embedded) {
    List<List<String>> told = List.copyOf(captions.byImage().values());
    Map<ContentHash, Integer> places = new LinkedHashMap<>();
    var images = new ArrayList<float[]>();
    var sentences = new ArrayList<String>();
    var owners = new ArrayList<Integer>();
    for (LabelledImage image : embedded.images()) {
      int place = places.computeIfAbsent(image.hash(), _ -> places.size());
      if (place == images.size()) {
        images.add(image.embedding());
      }
      for (String sentence : told.get(image.label())) {
        sentences.add(sentence);
        owners.add(place);
      }
    }
    return new CaptionedEmbeddings(images, RetrievalEvaluation.embed(model, sentences), owners);
  }

  /// The images of a caption file, in its order.
  public static List<Path> files(Captions captions) {
    return List.copyOf(captions.byImage().keySet());
  }

  /// Learns and measures.
  ///
  /// @param learnShare of the images, above 0 and below 1
  /// @param seed of the split, the learning and the interval
  /// @throws EvaluationException if a part has too few images
  public static Result measure(CaptionedEmbeddings all, double learnShare, long seed) {
    var order = new ArrayList<Integer>();
    for (int i = 0; i < all.images().size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(seed));
    int cut = (int) Math.round(learnShare * order.size());
    if (cut < LEAST_IMAGES || order.size() - cut < LEAST_IMAGES) {
      throw new EvaluationException(
          """
          %,d captioned images are too few: %,d to learn from and %,d to measure on, and at least \
          %d of each are needed.\
          """
              .formatted(order.size(), cut, order.size() - cut, LEAST_IMAGES));
    }
    CaptionedEmbeddings learn = all.some(order.subList(0, cut));
    CaptionedEmbeddings unseen = all.some(order.subList(cut, order.size()));
    AdapterTraining.Learned learned = AdapterTraining.learn(pairs(learn), seed);
    var before = RetrievalRanks.of(unseen);
    List<float[]> mapped = unseen.captions().stream().map(learned.adapter()::apply).toList();
    var after = RetrievalRanks.of(unseen.withCaptions(mapped));
    Estimate gain = after.gainOver(before, it -> (it.r1() + it.r5() + it.r10()) / 3, seed);
    return new Result(
        learned,
        before,
        after,
        gain,
        learn.images().size(),
        unseen.images().size(),
        unseen.captions().size());
  }

  private static CaptionPairs pairs(CaptionedEmbeddings some) {
    var captions = new ArrayList<List<float[]>>();
    some.images().forEach(_ -> captions.add(new ArrayList<>()));
    for (int caption = 0; caption < some.captions().size(); caption++) {
      captions.get(some.owners().get(caption)).add(some.captions().get(caption));
    }
    return new CaptionPairs(some.images(), captions);
  }
}
