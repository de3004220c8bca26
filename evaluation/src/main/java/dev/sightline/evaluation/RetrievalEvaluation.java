package dev.sightline.evaluation;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.ImageSource;
import dev.sightline.images.UnreadableImageException;
import dev.sightline.models.ClipModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

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
  /// @throws EvaluationException if an image cannot be read
  public static Result measure(ClipModel model, ImageDecoder decoder, Captions captions) {
    var images = new ArrayList<float[]>();
    var sentences = new ArrayList<String>();
    var owners = new ArrayList<Integer>();
    for (Map.Entry<Path, List<String>> entry : captions.byImage().entrySet()) {
      images.add(embed(model, decoder, entry.getKey()));
      for (String caption : entry.getValue()) {
        sentences.add(caption);
        owners.add(images.size() - 1);
      }
    }
    return rank(images, embed(model, sentences), owners);
  }

  private static float[] embed(ClipModel model, ImageDecoder decoder, Path file) {
    try {
      var encoder = model.imageEncoder();
      int shortSide = encoder.preprocessor().preprocessing().decodeShortSide();
      return encoder.encode(decoder.decode(ImageSource.ofFile(file), shortSide).pixels());
    } catch (UnreadableImageException e) {
      throw new EvaluationException("%s cannot be measured: %s".formatted(file, e.getMessage()));
    }
  }

  static List<float[]> embed(ClipModel model, List<String> sentences) {
    var vectors = new ArrayList<float[]>();
    for (int from = 0; from < sentences.size(); from += BATCH) {
      var batch = sentences.subList(from, Math.min(sentences.size(), from + BATCH));
      vectors.addAll(List.of(model.textEncoder().encode(batch)));
    }
    return vectors;
  }

  /// Ranks by cosine; a tie counts against the right answer, so that a model which gives everything
  /// the same vector does not look perfect.
  ///
  /// @param owners the image of each caption, by position
  static Result rank(List<float[]> images, List<float[]> captions, List<Integer> owners) {
    var right = new double[captions.size()]; // each caption with its own image
    var best = new double[images.size()]; // each image with the nearest of its own captions
    Arrays.fill(best, Double.NEGATIVE_INFINITY);
    for (int caption = 0; caption < right.length; caption++) {
      int owner = owners.get(caption);
      right[caption] = Embeddings.cosine(captions.get(caption), images.get(owner));
      best[owner] = Math.max(best[owner], right[caption]);
    }
    var textRanks = new int[captions.size()];
    var imageRanks = new int[images.size()];
    Arrays.fill(textRanks, 1);
    Arrays.fill(imageRanks, 1);
    for (int image = 0; image < imageRanks.length; image++) {
      for (int caption = 0; caption < textRanks.length; caption++) {
        if (owners.get(caption) == image) {
          continue;
        }
        double cosine = Embeddings.cosine(captions.get(caption), images.get(image));
        if (cosine >= right[caption]) {
          textRanks[caption]++;
        }
        if (cosine >= best[image]) {
          imageRanks[image]++;
        }
      }
    }
    return new Result(
        RankedRecall.of(textRanks), RankedRecall.of(imageRanks), images.size(), captions.size());
  }
}
