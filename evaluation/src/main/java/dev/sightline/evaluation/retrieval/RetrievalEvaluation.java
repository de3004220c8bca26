package dev.sightline.evaluation.retrieval;

import dev.sightline.images.ImageDecoder;
import dev.sightline.models.ClipModel;
import java.util.ArrayList;
import java.util.List;

/// How well a model finds images by their captions and captions by their images, as in section
/// 3.1.5 and table 13 of Radford et al. 2021: every caption ranks all images by cosine, every image
/// ranks all captions.
public final class RetrievalEvaluation {
  /// Captions that go through the text encoder at once.
  private static final int BATCH = 32;

  private RetrievalEvaluation() {}

  /// What was measured.
  ///
  /// @param textToImage for each caption, the rank of its image
  /// @param imageToText for each image, the best rank of any of its captions
  /// @param images how many there were
  /// @param captions how many there were
  public record Result(
      RankedRecall textToImage, RankedRecall imageToText, int images, int captions) {}

  /// Embeds everything and ranks.
  ///
  /// @throws dev.sightline.evaluation.metrics.EvaluationException if an image cannot be read
  public static Result measure(ClipModel model, ImageDecoder decoder, Captions captions) {
    return rank(CaptionedEmbeddings.of(model, decoder, captions));
  }

  public static List<float[]> embed(ClipModel model, List<String> sentences) {
    var vectors = new ArrayList<float[]>();
    for (int from = 0; from < sentences.size(); from += BATCH) {
      var batch = sentences.subList(from, Math.min(sentences.size(), from + BATCH));
      vectors.addAll(List.of(model.textEncoder().encode(batch)));
    }
    return vectors;
  }

  /// @param owners the image of each caption, by position
  static Result rank(List<float[]> images, List<float[]> captions, List<Integer> owners) {
    return rank(new CaptionedEmbeddings(images, captions, owners));
  }

  private static Result rank(CaptionedEmbeddings embeddings) {
    var ranks = RetrievalRanks.of(embeddings);
    return new Result(
        ranks.textToImage(),
        ranks.imageToText(),
        embeddings.images().size(),
        embeddings.captions().size());
  }
}
