package dev.sightline.evaluation.retrieval;

import dev.sightline.evaluation.metrics.EvaluationException;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.models.ClipModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Images and their captions as unit vectors of one model, and how long that took. Immutable; lists
/// and arrays are read, never written.
public final class CaptionedEmbeddings {
  private static final double NANOS_PER_SECOND = 1e9;

  /// Captions whose time is taken one by one.
  private static final int TIMED = 100;

  private final List<float[]> images;
  private final List<float[]> captions;
  private final List<Integer> owners;
  private final Speed speed;

  /// How fast a model was.
  ///
  /// @param imagesPerSecond from files to vectors, one after the other
  /// @param textMillis of one caption by itself, as a query is encoded; the median
  public record Speed(double imagesPerSecond, double textMillis) {}

  /// @param owners the image of each caption, by position
  public CaptionedEmbeddings(List<float[]> images, List<float[]> captions, List<Integer> owners) {
    this(images, captions, owners, new Speed(0, 0));
  }

  private CaptionedEmbeddings(
      List<float[]> images, List<float[]> captions, List<Integer> owners, Speed speed) {
    if (captions.size() != owners.size()) {
      throw new IllegalArgumentException(
          "%d captions have %d images".formatted(captions.size(), owners.size()));
    }
    this.images = List.copyOf(images);
    this.captions = List.copyOf(captions);
    this.owners = List.copyOf(owners);
    this.speed = speed;
  }

  /// Embeds everything. Both encoders are loaded and warm before time is taken.
  ///
  /// @throws EvaluationException if an image cannot be read
  public static CaptionedEmbeddings of(ClipModel model, ImageDecoder decoder, Captions captions) {
    var sentences = new ArrayList<String>();
    var owners = new ArrayList<Integer>();
    var files = new ArrayList<Path>();
    for (Map.Entry<Path, List<String>> entry : captions.byImage().entrySet()) {
      for (String caption : entry.getValue()) {
        sentences.add(caption);
        owners.add(files.size());
      }
      files.add(entry.getKey());
    }
    embed(model, decoder, files.getFirst());
    long start = System.nanoTime();
    List<float[]> images = files.stream().map(file -> embed(model, decoder, file)).toList();
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    return new CaptionedEmbeddings(
        images,
        RetrievalEvaluation.embed(model, sentences),
        owners,
        new Speed(files.size() / seconds, textMillis(model, sentences)));
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

  private static double textMillis(ClipModel model, List<String> sentences) {
    double[] millis =
        sentences.stream()
            .limit(TIMED)
            .mapToDouble(
                sentence -> {
                  long start = System.nanoTime();
                  model.textEncoder().encode(sentence);
                  return (System.nanoTime() - start) / 1e6;
                })
            .sorted()
            .toArray();
    return millis[millis.length / 2];
  }

  /// One unit vector an image.
  public List<float[]> images() {
    return images;
  }

  /// One unit vector a caption.
  public List<float[]> captions() {
    return captions;
  }

  /// The image of each caption, by position.
  public List<Integer> owners() {
    return owners;
  }

  /// How fast the model was; 0 where it was not asked.
  public Speed speed() {
    return speed;
  }

  /// The same images with other vectors for the captions.
  public CaptionedEmbeddings withCaptions(List<float[]> others) {
    return new CaptionedEmbeddings(images, others, owners, speed);
  }

  /// Some of the images with their captions.
  ///
  /// @param wanted positions of images
  public CaptionedEmbeddings some(List<Integer> wanted) {
    var someCaptions = new ArrayList<float[]>();
    var someOwners = new ArrayList<Integer>();
    for (int caption = 0; caption < captions.size(); caption++) {
      int owner = wanted.indexOf(owners.get(caption));
      if (owner >= 0) {
        someCaptions.add(captions.get(caption));
        someOwners.add(owner);
      }
    }
    return new CaptionedEmbeddings(
        wanted.stream().map(images::get).toList(), someCaptions, someOwners);
  }
}
