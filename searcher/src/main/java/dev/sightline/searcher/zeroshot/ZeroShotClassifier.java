package dev.sightline.searcher.zeroshot;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.models.ClipModel;
import dev.sightline.models.layout.LogitScale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Tells which of some labels a picture shows, from their names alone (Radford et al. 2021, section
/// 3.1.2): every name is put into every template and embedded, the unit vectors of a label are
/// averaged and normalized, and the probability of a label is a softmax of the logit scale times
/// its cosine with the picture. A model with a bias (SigLIP) has a sigmoid for each label alone.
/// Immutable.
public final class ZeroShotClassifier {
  private static final int BATCH = 64;

  private final LabelSet labels;
  private final LogitScale scale;
  private final float[][] embeddings;

  /// @param embeddings one unit vector a label
  private ZeroShotClassifier(LabelSet labels, LogitScale scale, float[][] embeddings) {
    this.labels = labels;
    this.scale = scale;
    this.embeddings = embeddings;
  }

  /// Embeds the labels.
  ///
  /// @param model whose text encoder is asked `labels * names * templates` sentences
  public static ZeroShotClassifier of(ClipModel model, LabelSet labels, PromptTemplates templates) {
    var vectors = new float[labels.labels().size()][];
    for (int i = 0; i < vectors.length; i++) {
      List<String> sentences =
          labels.labels().get(i).names().stream()
              .flatMap(name -> templates.of(name).stream())
              .toList();
      vectors[i] = ensemble(model, sentences);
    }
    return of(model, labels, vectors);
  }

  /// With embeddings that were kept.
  ///
  /// @param embeddings as [#embeddings] gave them
  public static ZeroShotClassifier of(ClipModel model, LabelSet labels, float[][] embeddings) {
    if (embeddings.length != labels.labels().size()) {
      throw new IllegalArgumentException(
          "%d labels and %d embeddings".formatted(labels.labels().size(), embeddings.length));
    }
    var copy = new float[embeddings.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = embeddings[i].clone();
    }
    return new ZeroShotClassifier(labels, model.description().logitScale(), copy);
  }

  /// The mean of the sentences' unit vectors, at length one.
  private static float[] ensemble(ClipModel model, List<String> sentences) {
    var sum = new double[model.textEncoder().dimension()];
    for (int from = 0; from < sentences.size(); from += BATCH) {
      List<String> batch = sentences.subList(from, Math.min(from + BATCH, sentences.size()));
      for (float[] vector : model.textEncoder().encode(batch)) {
        Vectors.addScaled(sum, vector, 1);
      }
    }
    return Vectors.normalized(sum);
  }

  /// What it tells apart.
  public LabelSet labels() {
    return labels;
  }

  /// One unit vector a label, in their order; a copy.
  public float[][] embeddings() {
    var copy = new float[embeddings.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = embeddings[i].clone();
    }
    return copy;
  }

  /// A label with its probability.
  ///
  /// @param label the label
  /// @param probability 0 to 1; all together are 1, but for models with a bias
  public record Scored(Label label, double probability) {}

  /// All labels, the likeliest first.
  ///
  /// @param image unit vector
  public List<Scored> classify(float[] image) {
    double[] probabilities = probabilities(image);
    var scored = new ArrayList<Scored>();
    for (int i = 0; i < probabilities.length; i++) {
      scored.add(new Scored(labels.labels().get(i), probabilities[i]));
    }
    scored.sort(Comparator.comparingDouble(Scored::probability).reversed());
    return List.copyOf(scored);
  }

  /// The probability of each label, in their order.
  ///
  /// @param image unit vector
  public double[] probabilities(float[] image) {
    double[] logits =
        IntStream.range(0, embeddings.length).mapToDouble(i -> logit(image, i)).toArray();
    if (scale.bias().isPresent()) {
      return IntStream.range(0, logits.length).mapToDouble(i -> sigmoid(logits[i])).toArray();
    }
    return softmax(logits);
  }

  private double logit(float[] image, int label) {
    double dot = 0;
    float[] embedding = embeddings[label];
    for (int i = 0; i < image.length; i++) {
      dot += (double) image[i] * embedding[i];
    }
    return scale.value() * dot + scale.bias().orElse(0);
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  private static double[] softmax(double[] logits) {
    double highest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      highest = Math.max(highest, logit);
    }
    var probabilities = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = Math.exp(logits[i] - highest); // the highest is 1: nothing overflows
      sum += probabilities[i];
    }
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] /= sum;
    }
    return probabilities;
  }
}
