package dev.sightline.benchmarks;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// How far a JPEG may be decoded at reduced size before the embedding notices: the cosine between
/// the embeddings of the reduced and of the full picture, by what the reduction leaves of the
/// model's input size, with the time that decoding takes either way.
///
/// The photos are the sample photos, and those of a folder if one is given, enlarged to several
/// sizes with the grain of a sensor, so that reductions end at many sizes.
///
/// Run: `benchmarks/run.sh scale [FOLDER]`. Table: `docs/explanation/performance/indexing.md`.
public final class DecodeScale {
  /// Long sides to try: 1/2, 1/4 and 1/8 of them leave about 0.8 to 4 times the input of a model
  /// that sees 224 pixels.
  private static final List<Integer> LONG_SIDES = List.of(1000, 1500, 2000, 2500, 3000, 4032);

  private static final int PHOTOS_A_FOLDER = 24;

  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);

  private DecodeScale() {}

  /// Measures both models and prints a Markdown table.
  public static void main(String[] arguments) throws Exception {
    var folders = new ArrayList<>(List.of(Project.samples()));
    for (String argument : arguments) {
      folders.add(Path.of(argument));
    }
    System.out.println(
        "| model | reduction | what it leaves, times the model's input | photos | least cosine |"
            + " median cosine | decode, of full |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (Path folder : List.of(Project.bundledModel(), Project.fullSizeModel())) {
      try (var model = ClipModel.open(folder, ModelOptions.DEFAULT)) {
        new DecodeScale().measure(model, folders);
      }
    }
  }

  /// One kind of reduction.
  ///
  /// @param denominator what the sides were divided by
  /// @param quarters the short side left, in quarters of the model's input, rounded down
  private record Reduction(int denominator, int quarters) {}

  /// What a reduction did.
  private static final class Effect {
    final List<Double> cosines = new ArrayList<>();
    long nanos;
    long fullNanos;
  }

  private void measure(ClipModel model, List<Path> folders) throws Exception {
    int input = model.imageEncoder().preprocessor().preprocessing().height();
    Map<Reduction, Effect> effects =
        new TreeMap<>(
            Comparator.comparingInt(Reduction::quarters).thenComparing(Reduction::denominator));
    for (Path folder : folders) {
      for (Path photo : Photos.jpegs(folder, PHOTOS_A_FOLDER)) {
        for (int longSide : LONG_SIDES) {
          measure(model, Photos.enlarged(photo, longSide), input, effects);
        }
      }
    }
    effects.forEach((reduction, effect) -> print(model, reduction, effect));
  }

  private void measure(ClipModel model, byte[] jpeg, int input, Map<Reduction, Effect> effects)
      throws UnreadableImageException, IOException {
    long start = System.nanoTime();
    Pixels full = decode(jpeg, Integer.MAX_VALUE);
    long fullNanos = System.nanoTime() - start;
    int side = Math.min(full.width(), full.height());
    float[] expected = model.imageEncoder().encode(full);
    for (int denominator = 2; denominator <= 8; denominator *= 2) {
      int left = Math.ceilDiv(side, denominator);
      int quarters = 4 * left / input;
      if (quarters < 4 || quarters > 12) {
        continue;
      }
      start = System.nanoTime();
      Pixels reduced = decode(jpeg, left);
      var effect = effects.computeIfAbsent(new Reduction(denominator, quarters), _ -> new Effect());
      effect.nanos += System.nanoTime() - start;
      effect.fullNanos += fullNanos;
      effect.cosines.add(cosine(expected, model.imageEncoder().encode(reduced)));
    }
  }

  private Pixels decode(byte[] jpeg, int shortSide) throws UnreadableImageException {
    return decoder.decode(ImageSource.ofBytes("a photo", jpeg), shortSide).pixels();
  }

  private static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * (double) other[i];
    }
    return sum;
  }

  private static void print(ClipModel model, Reduction reduction, Effect effect) {
    double[] cosines = effect.cosines.stream().mapToDouble(it -> it).toArray();
    System.out.printf(
        Locale.ROOT,
        "| %s | 1/%d | %.2f to %.2f | %d | %.5f | %.5f | %.0f %% |%n",
        model.name(),
        reduction.denominator(),
        reduction.quarters() / 4.0,
        (reduction.quarters() + 1) / 4.0,
        cosines.length,
        Project.percentile(cosines, 0),
        Project.percentile(cosines, 0.5),
        100.0 * effect.nanos / effect.fullNanos);
  }
}
