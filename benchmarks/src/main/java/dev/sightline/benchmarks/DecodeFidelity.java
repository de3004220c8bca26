package dev.sightline.benchmarks;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// How close the embedding of each JPEG of some folders, decoded as an index run decodes it, is to
/// that of its full decode: the least and median cosine, how many were decoded at a reduced scale,
/// and the files that are furthest off.
///
/// Run: `benchmarks/run.sh fidelity MODEL FOLDER…`. Figures:
/// `docs/explanation/performance/indexing.md`.
public final class DecodeFidelity {
  private static final int SHOWN = 5;

  private DecodeFidelity() {}

  /// One file.
  ///
  /// @param reduced whether it was decoded at a reduced scale
  /// @param couldBe whether its size allowed that
  private record Row(Path file, double cosine, boolean reduced, boolean couldBe) {}

  /// Measures one model over all folders and prints a summary.
  public static void main(String[] arguments) throws Exception {
    var rows = new ArrayList<Row>();
    try (var model = ClipModel.open(Path.of(arguments[0]), ModelOptions.DEFAULT)) {
      var decoder = ImageDecoder.create(DecodeLimits.DEFAULT);
      for (String folder : List.of(arguments).subList(1, arguments.length)) {
        for (Path file : Photos.jpegs(Path.of(folder), Integer.MAX_VALUE)) {
          rows.add(measure(model, decoder, file));
        }
      }
    }
    rows.removeIf(row -> !row.couldBe());
    rows.sort(Comparator.comparingDouble(Row::cosine));
    double[] cosines = rows.stream().mapToDouble(Row::cosine).toArray();
    System.out.printf(
        Locale.ROOT,
        "%d files large enough, %d decoded at a reduced scale, least cosine %.4f, median %.4f%n",
        rows.size(),
        rows.stream().filter(Row::reduced).count(),
        Project.percentile(cosines, 0),
        Project.percentile(cosines, 0.5));
    rows.stream()
        .limit(SHOWN)
        .forEach(it -> System.out.printf(Locale.ROOT, "%.4f %s%n", it.cosine(), it.file()));
  }

  private static Row measure(ClipModel model, ImageDecoder decoder, Path file) throws Exception {
    var encoder = model.imageEncoder();
    int enough = encoder.preprocessor().preprocessing().decodeShortSide();
    var full = decoder.decode(ImageSource.ofFile(file), Integer.MAX_VALUE).pixels();
    var decoded = decoder.decode(ImageSource.ofFile(file), enough).pixels();
    float[] expected = encoder.encode(full);
    float[] found = encoder.encode(decoded);
    double cosine = 0;
    for (int i = 0; i < expected.length; i++) {
      cosine += expected[i] * (double) found[i];
    }
    return new Row(
        file, cosine, decoded.width() < full.width(), Math.ceilDiv(full.shortSide(), 2) >= enough);
  }
}
