package dev.sightline.models.onnx;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.models.cache.ModelCache;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Properties of a graph that are measured by running it. Each is measured once and stored in the
/// model's cache.
///
/// On disk (`measured.tsv`), one answer per line: question and `true` or `false`, tab-separated. A
/// question includes the SHA-256 of the graph, so another file is measured again.
public final class Measurements {
  private static final String FILE = "measured.tsv";

  /// Vectors at or above this cosine count as equal. Rounding stays above 0.999999; real
  /// differences are far below (a SigLIP sentence without padding 0.84, a MobileCLIP sentence 0.37,
  /// 8-bit graphs in a batch at most 0.99).
  private static final double SAME = 0.9999;

  private final ModelCache cache;

  /// @param cache stores the answers
  public Measurements(ModelCache cache) {
    this.cache = cache;
  }

  /// The stored answer to a question, or the measured one, which is then stored. A measurement that
  /// ends in an [EncodingException] gives false and is not stored.
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

  /// Whether two unit vectors are equal except for rounding.
  public static boolean same(float[] left, float[] right) {
    return Vectors.dot(left, right) >= SAME;
  }
}
