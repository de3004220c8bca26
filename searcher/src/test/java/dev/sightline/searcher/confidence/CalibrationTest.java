package dev.sightline.searcher.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.library.npy.NpyFile;
import dev.sightline.models.Fingerprint;
import dev.sightline.testkit.RandomSeeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
  private static final Fingerprint MODEL = new Fingerprint("a1", "b2");
  private static final int DIMENSION = 4;
  private static final CalibrationCurves CURVES =
      new CalibrationCurves(
          new CalibrationCurves.Presence(-1, 12, 3, -5),
          new CalibrationCurves.Match(9, -7, -4),
          0.06);
  private static final String WAY_OUT =
      " Confidences are a default guess until 'sightline eval calibrate --captions TSV --images DIR"
          + " --bank DIR' is run, or the file is deleted.";

  @TempDir private Path folder;

  @Test
  void what_was_written_is_read() throws IOException {
    write(MODEL);
    bank(1000, DIMENSION, 0);

    var found = Calibration.in(folder, MODEL, DIMENSION);

    assertThat(found.note()).isEmpty();
    assertThat(found.calibration().orElseThrow().curves()).isEqualTo(CURVES);
    assertThat(found.calibration().orElseThrow().bank().size()).isEqualTo(1000);
    assertThat(folder.resolve("calibration.json.part")).doesNotExist();
  }

  @Test
  void a_model_without_the_files_has_nothing_and_nothing_is_wrong() {
    assertThat(Calibration.in(folder, MODEL, DIMENSION))
        .isEqualTo(new Calibration.Found(java.util.Optional.empty(), java.util.Optional.empty()));
  }

  @Test
  void another_models_calibration_is_not_used() throws IOException {
    write(new Fingerprint("c3", "b2"));
    bank(1000, DIMENSION, 0);

    assertThat(noteOf())
        .isEqualTo(
            "%s was fitted for another model (fingerprint c3, b2), this one is a1, b2."
                    .formatted(folder.resolve("calibration.json"))
                + WAY_OUT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"version\" : 1,          | is broken JSON in line 1: ",
        "[]                         | is no JSON object",
        "''                         | is no JSON object",
        "nonsense                   | is broken JSON in line 1: ",
        "{}                         | cannot be used: 'version' is missing",
        "{\"version\": 2}           | cannot be used: its version is 2, this Sightline reads 1",
        "{\"version\": \"x\"}       | cannot be used: 'version' is 'x', a number was expected"
      })
  void a_broken_calibration_is_named(String text, String reason) throws IOException {
    Files.writeString(folder.resolve("calibration.json"), text);

    assertThat(noteOf())
        .startsWith(folder.resolve("calibration.json") + " " + reason)
        .endsWith(WAY_OUT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"cut\" : 0.06 | \"cut\" : 1.5       | the cut must lie between 0 and 1, got 1.5",
        "\"best\" : -1.0| \"best\" : \"NaN\"  | weights must be finite numbers, got NaN",
        "\"cosine\" : 9.0| \"cosine\" : -8    | match.cosine must be above match.behindBest",
        "\"cut\" : 0.06 | \"cuts\" : 0.06     | 'cut' is missing"
      })
  void senseless_numbers_are_named(String right, String wrong, String reason) throws IOException {
    write(MODEL);
    Path file = folder.resolve("calibration.json");
    String text = Files.readString(file);
    assertThat(text).contains(right);
    Files.writeString(file, text.replace(right, wrong));

    assertThat(noteOf()).startsWith(file + " cannot be used: " + reason).endsWith(WAY_OUT);
  }

  @Test
  void a_missing_bank_is_named() throws IOException {
    write(MODEL);

    assertThat(noteOf()).contains(folder.resolve("bank.npy") + ", which is missing.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1000 | 5 | 0   | has rows of 5 numbers, the model makes 4.",
        "999  | 4 | 0   | has 999 rows, at least 1,000 are needed.",
        "1000 | 4 | NaN | holds NaN in row 1000."
      })
  void a_wrong_bank_is_named(int rows, int dimension, float last, String reason)
      throws IOException {
    write(MODEL);
    bank(rows, dimension, last);

    assertThat(noteOf().replace("1,000.", "1000."))
        .contains(folder.resolve("bank.npy") + " " + reason);
  }

  @Test
  void a_bank_that_is_no_matrix_is_named() throws IOException {
    write(MODEL);
    Files.writeString(folder.resolve("bank.npy"), "nonsense");

    assertThat(noteOf()).contains(folder.resolve("bank.npy").toString()).endsWith(WAY_OUT);
  }

  @Test
  void the_far_tail_is_numpys_percentile() throws IOException {
    var rows = new ArrayList<float[]>();
    for (int i = 0; i <= 1000; i++) {
      rows.add(new float[] {i / 1000f, 0, 0, 0});
    }
    Path file = folder.resolve("bank.npy");
    NpyFile.write(file, rows, DIMENSION);

    var bank = BackgroundSample.read(file, DIMENSION);

    assertThat(bank.farTail(new float[] {1, 0, 0, 0})).isCloseTo(0.999, within(1e-6));
    assertThat(bank.farTail(new float[] {-1, 0, 0, 0})).isCloseTo(-0.001, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 20})
  void libraries_of_any_size_have_evidence(int images) {
    double[] cosines = new Random(images).doubles(images, 0, 0.5).toArray();
    double[] falling =
        java.util.Arrays.stream(cosines).map(it -> -it).sorted().map(it -> -it).toArray();
    int few = Math.min(5, images);

    var evidence = QueryEvidence.of(cosines, 0.2);

    assertThat(evidence.best()).isEqualTo(falling[0]);
    assertThat(evidence.aboveBank()).isCloseTo(falling[0] - 0.2, within(1e-12));
    assertThat(evidence.bestFive())
        .isCloseTo(
            java.util.Arrays.stream(falling).limit(few).average().orElseThrow(), within(1e-12));
  }

  @Test
  void without_an_image_there_is_no_evidence_and_nothing_is_a_match() {
    assertThatThrownBy(() -> QueryEvidence.of(new double[0], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no image, no evidence");
    assertThat(Confidence.ofNothing(CURVES).of(0.9)).isZero();
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(20)
  void a_nearer_image_is_never_less_likely_and_none_likelier_than_that_there_is_one(long seed) {
    var random = new Random(seed);
    var evidence = QueryEvidence.of(random.doubles(5, 0, 0.6).toArray(), random.nextDouble(0.5));
    double cosine = evidence.best();

    double confidence = CURVES.confidence(evidence, cosine);
    assertThat(confidence).isBetween(0.0, CURVES.presence().of(evidence));
    for (int i = 0; i < 50; i++) {
      cosine -= random.nextDouble(0.02);
      assertThat(CURVES.confidence(evidence, cosine)).isBetween(0.0, confidence);
      confidence = CURVES.confidence(evidence, cosine);
    }
  }

  @Test
  void the_product_is_that_of_the_two_curves() {
    var evidence = new QueryEvidence(0.4, 0.3, 0.1);
    double present = 1 / (1 + Math.exp(-(-1 * 0.4 + 12 * 0.3 + 3 * 0.1 - 5)));
    double match = 1 / (1 + Math.exp(-(9 * 0.25 - 7 * (0.4 - 0.25) - 4)));

    assertThat(CURVES.confidence(evidence, 0.25)).isCloseTo(present * match, within(1e-12));
  }

  @Test
  void a_cut_that_no_hit_can_reach_has_no_cosine() {
    var evidence = new QueryEvidence(0.4, 0.3, 0.1);
    var confidence = Confidence.fitted(CURVES, evidence);

    assertThat(confidence.cosineOf(0.9)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(confidence.cosineOf(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(confidence.of(confidence.cosineOf(0.06))).isCloseTo(0.06, within(1e-9));
  }

  private String noteOf() {
    var found = Calibration.in(folder, MODEL, DIMENSION);
    assertThat(found.calibration()).isEmpty();
    return found.note().orElseThrow();
  }

  private void write(Fingerprint model) throws IOException {
    new CalibrationFile(model, CURVES, Map.of("auroc", 0.9))
        .write(folder.resolve("calibration.json"));
  }

  private void bank(int rows, int dimension, float last) throws IOException {
    var random = new Random(1);
    List<float[]> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      var row = new float[dimension];
      row[0] = random.nextFloat();
      all.add(row);
    }
    all.getLast()[dimension - 1] = last;
    NpyFile.write(folder.resolve("bank.npy"), all, dimension);
  }
}
