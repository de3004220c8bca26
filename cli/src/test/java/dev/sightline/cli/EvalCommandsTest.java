package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.cli.common.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Evaluations as a user gives them, over class folders of sample photos.
class EvalCommandsTest {
  private static final Map<String, String> CLASSES =
      Map.of("animals", "animal", "city", "city", "holiday", "famous_building", "nature", "nature");

  @TempDir private static Path temporary;

  @TempDir private Path scratch;
  private final TestConsole sightline = new TestConsole(temporary.resolve("home"));

  /// Four classes of five to seven photos: quick, and enough to be split.
  @BeforeAll
  static void makeClassFolders() throws IOException {
    for (var entry : CLASSES.entrySet()) {
      Path to = Files.createDirectories(images().resolve(entry.getValue()));
      try (var files = Files.walk(TestConsole.PROJECT.resolve("sample-data/" + entry.getKey()))) {
        for (Path file :
            files.filter(it -> it.toString().endsWith(".jpg")).sorted().limit(7).toList()) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    }
  }

  private static Path images() {
    return temporary.resolve("classes");
  }

  private JsonNode ok(String... arguments) throws IOException {
    var all = new ArrayList<>(List.of("eval"));
    all.addAll(List.of(arguments));
    all.add("--json");
    assertThat(sightline.run(all.toArray(String[]::new))).as(sightline.err()).isZero();
    return new ObjectMapper().readTree(sightline.out());
  }

  private void refused(String message, String... arguments) {
    var all = new ArrayList<>(List.of("eval"));
    all.addAll(List.of(arguments));
    assertThat(sightline.run(all.toArray(String[]::new))).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains(message);
    assertThat(sightline.out()).isEmpty();
  }

  @Test
  void zeroshot_says_how_often_names_are_enough() throws IOException {
    JsonNode result = ok("zeroshot", "--images", images().toString());

    assertThat(result.at("/top1").asDouble()).isBetween(0.5, 1.0);
    assertThat(result.at("/top5").asDouble()).isEqualTo(1);
    assertThat(result.at("/bareNames").asDouble()).isBetween(0.25, 1.0);
    assertThat(result.at("/top1Interval").size()).isEqualTo(2);
    assertThat(result.at("/perClass").size()).isEqualTo(4);
    assertThat(result.at("/perClass/2/class").asText()).isEqualTo("famous building");
    assertThat(result.at("/templatesGain").asDouble())
        .isCloseTo(
            result.at("/top1").asDouble() - result.at("/bareNames").asDouble(), within(1e-9));
    double mean = 0;
    for (JsonNode it : result.at("/perClass")) {
      mean += it.at("/accuracy").asDouble() * it.at("/images").asInt();
    }
    assertThat(mean / result.at("/images").asInt())
        .isCloseTo(result.at("/top1").asDouble(), within(1e-9));
  }

  @Test
  void zeroshot_without_templates_gains_nothing_by_them() throws IOException {
    JsonNode result = ok("zeroshot", "--images", images().toString(), "--templates", "none");

    assertThat(result.at("/templatesGain").asDouble()).isZero();
  }

  @Test
  void zeroshot_prints_a_table_csv_and_a_plot() throws IOException {
    Path plot = scratch.resolve("plot.svg");

    sightline.run("eval", "zeroshot", "--images", images().toString(), "--plot", plot.toString());
    assertThat(sightline.out()).contains("top 1 ", "bare names", "famous building");
    assertThat(Files.readString(plot)).startsWith("<svg ").contains("famous building");

    sightline.run("eval", "zeroshot", "--images", images().toString(), "--csv", "--quiet");
    assertThat(sightline.out().lines()).hasSize(5).startsWith("class,accuracy,images");
    assertThat(sightline.err()).isEmpty();
  }

  @Test
  void linear_probe_is_the_same_for_the_same_seed() throws IOException {
    String[] probe = {"linear-probe", "--images", images().toString(), "--seed", "3"};
    JsonNode result = ok(probe);

    assertThat(result.at("/accuracy").asDouble()).isBetween(0.0, 1.0);
    assertThat(result.at("/zeroShot").asDouble()).isBetween(0.0, 1.0);
    assertThat(result.at("/bestC").asDouble()).isBetween(1e-6, 1e6);
    assertThat(result.at("/train").asInt() + result.at("/test").asInt())
        .isEqualTo(result.at("/images").asInt());
    assertThat(ok(probe)).isEqualTo(result);
  }

  @Test
  void few_shot_says_where_the_probe_reaches_zero_shot() throws IOException {
    JsonNode result =
        ok("few-shot", "--images", images().toString(), "--shots", "4,1,2", "--seeds", "2");

    assertThat(result.at("/rows").size()).isEqualTo(3);
    assertThat(result.at("/rows/0/shots").asInt()).isEqualTo(1);
    assertThat(result.at("/rows/2/mean").asDouble()).isBetween(0.25, 1.0);
    assertThat(result.at("/rows/2/std").asDouble()).isNotNegative();
    assertThat(result.at("/zeroShot").asDouble()).isBetween(0.25, 1.0);
    assertThat(result.has("crossesAt")).isTrue();
  }

  @Test
  void more_shots_than_pictures_name_the_class() {
    refused(
        "The class 'animal' has 7 pictures; 16 shots need at least 17",
        "few-shot",
        "--images",
        images().toString(),
        "--shots",
        "16");
  }

  @Test
  void robustness_measures_the_sources_own_part_first() throws IOException {
    JsonNode result =
        ok(
            "robustness",
            "--source",
            images().toString(),
            "--shift",
            "again=" + images(),
            "more=" + images());

    assertThat(result.at("/rows").size()).isEqualTo(3);
    assertThat(result.at("/rows/0/name").asText()).isEqualTo("classes");
    assertThat(result.at("/rows/1/name").asText()).isEqualTo("again");
    assertThat(result.at("/rows/2/name").asText()).isEqualTo("more");
    // What was learned from is found by its bytes and left out, so that the held-out part is left.
    assertThat(result.at("/rows/1/images")).isEqualTo(result.at("/rows/0/images"));
    assertThat(result.at("/rows/1/probe")).isEqualTo(result.at("/rows/0/probe"));
    assertThat(result.at("/rows/1/probeDrop").asDouble()).isZero();
    assertThat(result.at("/rows/1/duplicates").size()).isPositive();
  }

  @Test
  void robustness_without_shifts_makes_pictures_worse() throws IOException {
    JsonNode result = ok("robustness", "--source", images().toString(), "--templates", "none");

    assertThat(result.at("/rows").size()).isEqualTo(1 + 6 * 5);
    assertThat(result.at("/rows/1/name").asText()).isEqualTo("noise 1");
    assertThat(result.at("/rows/30/corruption").asText()).isEqualTo("rotation");
    assertThat(result.at("/rows/30/severity").asInt()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"art", "=x", "art="})
  void a_shift_without_a_name_or_folder_is_refused(String shift) {
    refused(
        "--shift wants a name and a folder",
        "robustness",
        "--source",
        images().toString(),
        "--shift",
        shift);
  }

  @Test
  void one_class_is_refused() throws IOException {
    Files.createDirectories(scratch.resolve("one/cat"));
    Files.writeString(scratch.resolve("one/cat/a.jpg"), "x");

    refused("holds one class, 'cat'", "zeroshot", "--images", scratch.resolve("one").toString());
  }

  @Test
  void two_forms_and_a_plot_nowhere_are_refused_before_anything_is_measured() {
    refused(
        "--json or --csv, not both",
        "zeroshot",
        "--images",
        images().toString(),
        "--csv",
        "--json");
    refused(
        "cannot be written",
        "zeroshot",
        "--images",
        images().toString(),
        "--plot",
        scratch.resolve("nowhere/p.svg").toString());
  }

  @Test
  void a_train_share_that_leaves_nothing_is_refused() {
    refused(
        "--train-share must be above 0 and below 1",
        "linear-probe",
        "--images",
        images().toString(),
        "--train-share",
        "1");
  }

  @Test
  void broken_pictures_and_copies_are_reported() throws IOException {
    Path all = scratch.resolve("all");
    for (String name : List.of("city", "nature")) {
      Files.createDirectories(all.resolve(name));
      try (var files = Files.list(images().resolve(name))) {
        for (Path file : files.toList()) {
          Files.copy(file, all.resolve(name).resolve(file.getFileName()));
        }
      }
    }
    Files.writeString(all.resolve("city/broken.jpg"), "no picture");
    Files.copy(images().resolve("city/eiffel-tower.jpg"), all.resolve("nature/copy.jpg"));

    JsonNode result = ok("zeroshot", "--images", all.toString());

    assertThat(result.at("/images").asInt()).isEqualTo(12);
    assertThat(result.at("/skipped/0/path").asText()).endsWith("broken.jpg");
    assertThat(result.at("/duplicates/0/path").asText()).endsWith("copy.jpg");
    assertThat(result.at("/duplicates/0/otherClass").asBoolean()).isTrue();
    assertThat(sightline.err()).contains("broken.jpg is left out", "labelled differently");
  }

  @Test
  void retrieval_has_intervals_and_compares_models() throws IOException {
    Path captions = TestConsole.PROJECT.resolve("sample-data/captions.tsv");

    JsonNode result =
        ok(
            "retrieval",
            "--captions",
            captions.toString(),
            "--compare",
            TestConsole.PROJECT.resolve("models/sightline-tiny").toString());

    assertThat(result.at("/textToImage/r1Interval/0").asDouble())
        .isLessThan(result.at("/textToImage/r1").asDouble());
    assertThat(result.at("/models").size()).isEqualTo(2);
    assertThat(result.at("/models/1/textToImage/r1")).isEqualTo(result.at("/textToImage/r1"));
    assertThat(result.at("/models/1/r1Gain").asDouble()).isZero();
    assertThat(result.at("/models/1/imagesPerSecond").asDouble()).isPositive();
    assertThat(result.at("/models/1/textMs").asDouble()).isPositive();
    assertThat(result.at("/models/1/fileBytes").asLong()).isGreaterThan(1_000_000);
  }

  @Test
  void probes_measure_known_limits_beside_chance() throws IOException {
    JsonNode result = ok("probes");

    assertThat(result.at("/rows").size()).isEqualTo(10);
    for (JsonNode row : result.at("/rows")) {
      assertThat(row.at("/accuracy").asDouble()).isBetween(0.0, 1.0);
      assertThat(row.at("/chance").asDouble()).isBetween(0.05, 0.5);
    }
    assertThat(result.at("/harmfulLabels").size()).isEqualTo(5);
    assertThat(result.has("takenForWord")).isTrue();
  }

  @Test
  void ann_takes_vectors_and_refuses_what_are_none() throws IOException {
    String library = temporary.resolve("ann").toString();
    sightline.run("index", images().toString(), "--library", library, "--quiet");
    sightline.run("embed", "--text", "a dog", "--npy", scratch.resolve("q.npy").toString());
    dev.sightline.library.npy.NpyFile.write(
        scratch.resolve("nan.npy"), List.of(new float[] {Float.NaN}), 1);
    Files.writeString(scratch.resolve("words.npy"), "words");

    JsonNode result =
        ok(
            "ann",
            "--library",
            library,
            "-k",
            "3",
            "--queries",
            scratch.resolve("q.npy").toString());
    assertThat(result.at("/queries").asInt()).isEqualTo(1);
    assertThat(result.at("/rows/0/vectors").asText()).isEqualTo("float32");
    JsonNode compared =
        ok("ann", "--library", library, "--vectors", "float32,int8,bit1", "-k", "2");
    assertThat(compared.at("/rows").findValuesAsText("vectors"))
        .contains("float32", "int8", "bit1");
    for (JsonNode row : compared.at("/rows")) {
      assertThat(row.at("/recall").asDouble()).isGreaterThan(0.5).isLessThanOrEqualTo(1);
    }
    refused(
        "--vectors is one of float32, int8, bit1",
        "ann",
        "--library",
        library,
        "--vectors",
        "int4");
    assertThat(sightline.run("eval", "ann", "--library", library, "--csv")).isZero();
    assertThat(sightline.out()).startsWith("vectors,efSearch,recall,queries/s,p50 ms,p99 ms");
    refused(
        "Row 0 of",
        "ann",
        "--library",
        library,
        "--queries",
        scratch.resolve("nan.npy").toString());
    refused(
        "cannot be used as queries",
        "ann",
        "--library",
        library,
        "--queries",
        scratch.resolve("words.npy").toString());
  }

  @Test
  void a_model_to_compare_that_is_not_there_is_refused() {
    refused(
        "There is no model 'nothing'",
        "retrieval",
        "--captions",
        TestConsole.PROJECT.resolve("sample-data/captions.tsv").toString(),
        "--compare",
        "nothing");
  }
}
