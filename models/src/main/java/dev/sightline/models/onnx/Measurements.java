package dev.sightline.models.onnx;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.models.cache.ModelCache;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// What only running a graph tells about it, found out once and remembered beside the model.
///
/// On disk (`measured.tsv`), one answer a line: question and `true` or `false`, tab-separated. A
/// question names the SHA-256 of the graph it is about, so another file is asked again.
public final class Measurements {
  private static final String FILE = "measured.tsv";

  /// Vectors at or above this cosine count as the same one: rounding stays above 0.999999, what
  /// this looks for falls far below (an unfilled SigLIP sentence to 0.84, a MobileCLIP one to 0.37,
  /// 8-bit graphs in a batch to 0.99 and less).
  private static final double SAME = 0.9999;

  private final ModelCache cache;

  public Measurements(ModelCache cache) {
    this.cache = cache;
  }

  /// The remembered answer, or the measured one, which is then remembered. A measurement that ends
  /// in an [EncodingException] counts as false, the careful answer, and is made again next time.
  public boolean remembered(String question, BooleanSupplier measure) {
    Map<String, String> answers = answers();
    String known = answers.get(question);
    if (known != null) {
      return Boolean.parseBoolean(known);
    }
    boolean answer;
    try {
      answer = measure.getAsBoolean();
    } catch (EncodingException e) {
      return false;
    }
    answers.put(question, Boolean.toString(answer));
    var text = new StringBuilder();
    answers.forEach((asked, said) -> text.append(asked).append('\t').append(said).append('\n'));
    cache.write(FILE, text.toString());
    return answer;
  }

  private Map<String, String> answers() {
    var answers = new LinkedHashMap<String, String>();
    cache
        .read(FILE)
        .ifPresent(
            text ->
                text.lines()
                    .map(line -> line.split("\t", 2))
                    .filter(line -> line.length == 2)
                    .forEach(line -> answers.put(line[0], line[1])));
    return answers;
  }

  /// Whether two unit vectors are the same one but for rounding.
  public static boolean same(float[] left, float[] right) {
    return Vectors.dot(left, right) >= SAME;
  }
}
