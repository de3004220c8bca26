package dev.sightline.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.cli.TestConsole;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.testkit.PhotoVariants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Duplicates as a user meets them: sample photos with copies of some of them, made as programs and
/// messengers make them. Each photo with its copies lies in a folder of its own.
class DedupeCommandTest {
  /// Upright, without EXIF orientation; two castles on hills are merely similar.
  private static final List<String> COPIED =
      List.of(
          "animals/pets/cat-portrait.jpg",
          "city/eiffel-tower.jpg",
          "holiday/castle-on-the-hill.jpg",
          "holiday/mont-saint-michel.jpg",
          "nature/forest-stream.jpg");

  private static final String BURST = "nature/sunset-over-the-hills.jpg";

  @TempDir private static Path temporary;
  private static String library = "";
  private static Path photos = Path.of("");

  @TempDir private Path scratch;
  private final TestConsole sightline = new TestConsole(temporary.resolve("home"));

  @BeforeAll
  static void indexPhotosWithCopies() throws IOException {
    photos = Files.createDirectories(temporary.resolve("photos")).toRealPath();
    library = temporary.resolve("library").toString();
    for (int i = 0; i < COPIED.size(); i++) {
      Path folder = Files.createDirectories(photos.resolve("copied" + i));
      Path original = TestConsole.PROJECT.resolve("sample-data").resolve(COPIED.get(i));
      Files.copy(original, folder.resolve("original.jpg"));
      for (var variant : PhotoVariants.of(original).entrySet()) {
        Files.write(folder.resolve(variant.getKey()), variant.getValue());
      }
    }
    Path twice = Files.createDirectories(photos.resolve("twice"));
    Files.copy(sample("holiday/pagoda-by-the-lake.jpg"), twice.resolve("a.jpg"));
    Files.copy(sample("holiday/pagoda-by-the-lake.jpg"), twice.resolve("copy of a.jpg"));
    Path burst = Files.createDirectories(photos.resolve("burst"));
    for (int i = 0; i < 3; i++) {
      Files.write(
          burst.resolve("shot%d.jpg".formatted(i)),
          PhotoVariants.shot(sample(BURST), 6 * i, "2021:07:03 18:22:1" + i));
    }
    Files.write(
        burst.resolve("later.jpg"), PhotoVariants.shot(sample(BURST), 9, "2021:07:03 19:00:00"));
    Path single = Files.createDirectories(photos.resolve("single"));
    for (String name : List.of("city/lincoln-memorial-at-night.jpg", "holiday/taj-mahal.jpg")) {
      Files.copy(sample(name), single.resolve(Path.of(name).getFileName().toString()));
    }
    var sightline = new TestConsole(temporary.resolve("home"));
    int exit = sightline.run("index", photos.toString(), "--library", library, "--quiet");
    assertThat(exit).as(sightline.err()).isZero();
  }

  private static Path sample(String name) {
    return TestConsole.PROJECT.resolve("sample-data").resolve(name);
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(sightline.out());
  }

  private JsonNode dedupe(String... more) throws IOException {
    var arguments = new ArrayList<>(List.of("dedupe", "--library", library, "--json"));
    arguments.addAll(List.of(more));
    assertThat(sightline.run(arguments.toArray(String[]::new))).as(sightline.err()).isZero();
    return json();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  /// A path below the folder of photos.
  private static String below(String path) {
    return photos.relativize(Path.of(path)).toString();
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  @Test
  void precision_and_recall_are_as_promised() throws IOException {
    int pairs = 0;
    int wrong = 0;
    var together = new HashMap<String, Set<String>>(); // by original
    for (JsonNode group : dedupe().get("groups")) {
      List<String> paths =
          texts(group.get("paths")).stream().map(DedupeCommandTest::below).toList();
      for (String path : paths) {
        for (String other : paths) {
          pairs++;
          wrong += folder(path).equals(folder(other)) ? 0 : 1;
        }
        if (path.endsWith("original.jpg")) {
          together.put(path, new HashSet<>(paths));
        }
      }
    }

    assertThat(1 - (double) wrong / pairs).as("precision").isGreaterThanOrEqualTo(0.99);
    assertThat(together).hasSize(COPIED.size());
    for (String name :
        List.of("q90.jpg", "q60.jpg", "q30.jpg", "half.jpg", "turned.jpg", "cropped.jpg")) {
      long found =
          together.entrySet().stream()
              .filter(
                  it ->
                      it.getValue().contains(Path.of(it.getKey()).resolveSibling(name).toString()))
              .count();
      assertThat(found).as("recall of " + name).isEqualTo(COPIED.size());
    }
  }

  @Test
  void each_group_says_its_kind_the_best_and_why() throws IOException {
    JsonNode found = dedupe();

    assertThat(found.get("images").asInt()).isEqualTo(7 * COPIED.size() + 1 + 4 + 2);
    assertThat(found.get("unhashed").asInt()).isZero();
    var kinds = new HashMap<String, Integer>();
    found.get("groups").forEach(it -> kinds.merge(it.get("kind").asText(), 1, Integer::sum));
    assertThat(kinds).isEqualTo(Map.of("re-encoded", COPIED.size(), "identical", 1, "burst", 1));
    for (JsonNode group : found.get("groups")) {
      assertThat(group.get("best").asText()).isEqualTo(group.at("/paths/0").asText());
      assertThat(group.get("reason").asText()).isNotBlank();
      assertThat(group.get("files")).hasSameSizeAs(group.get("paths"));
      JsonNode best = group.at("/files/0");
      assertThat(Path.of(best.get("path").asText())).hasSize(best.get("bytes").asLong());
      assertThat(best.get("width").asInt()).isPositive();
      assertThat(best.get("height").asInt()).isPositive();
      long pixels = best.get("width").asLong() * best.get("height").asLong();
      group
          .get("files")
          .forEach(
              file ->
                  assertThat(file.get("width").asLong() * file.get("height").asLong())
                      .isLessThanOrEqualTo(pixels));
    }
  }

  @Test
  void shots_of_one_moment_are_a_burst_and_one_taken_later_is_not_of_it() throws IOException {
    for (JsonNode group : dedupe().get("groups")) {
      if (group.get("kind").asText().equals("burst")) {
        assertThat(texts(group.get("paths")).stream().map(DedupeCommandTest::below))
            .containsExactlyInAnyOrder("burst/shot0.jpg", "burst/shot1.jpg", "burst/shot2.jpg");
      }
    }
  }

  @Test
  void people_read_groups_with_the_best_marked() {
    int exit = sightline.run("dedupe", "--library", library, "--read-only");

    assertThat(exit).isZero();
    assertThat(sightline.out())
        .contains("re-encoded, 7 files; best to keep: ")
        .contains("identical, 2 files; best to keep: ")
        .containsPattern("\\* \\d+ x \\d+  [\\d,]+ bytes  .*copied0");
    assertThat(sightline.err()).contains("5 re-encoded, 1 bursts. Nothing was deleted.");
    sightline.run("dedupe", "--library", library, "--quiet");
    assertThat(sightline.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "-0.1", "NaN", "much"})
  void a_threshold_that_is_none_is_wrong_use(String threshold) {
    assertThat(sightline.run("dedupe", "--library", library, "--threshold=" + threshold))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("--threshold").contains(threshold);
  }

  @Test
  void a_threshold_that_nothing_reaches_leaves_the_same_bytes() throws IOException {
    JsonNode found = dedupe("--threshold", "1");

    assertThat(found.get("groups")).hasSize(1);
    assertThat(found.at("/groups/0/kind").asText()).isEqualTo("identical");
  }

  @Test
  void an_empty_library_has_none_and_says_so() throws IOException {
    Path none = Files.createDirectories(scratch.resolve("none"));
    String empty = scratch.resolve("library").toString();
    sightline.run("index", none.toString(), "--library", empty, "--quiet");

    assertThat(sightline.run("dedupe", "--library", empty)).isEqualTo(ExitCode.NOTHING);
    assertThat(sightline.err()).contains("No duplicates among 0 photos.");
    assertThat(sightline.run("dedupe", "--library", empty, "--json")).isEqualTo(ExitCode.NOTHING);
    assertThat(json().get("groups")).isEmpty();
  }

  @Test
  void the_filter_finds_every_photo_of_an_identical_or_re_encoded_group() throws IOException {
    var grouped = new HashSet<String>();
    for (JsonNode group : dedupe().get("groups")) {
      if (!group.get("kind").asText().equals("burst")) {
        group.get("files").forEach(file -> grouped.add(file.get("id").asText()));
      }
    }

    sightline.run("search", "has:duplicates", "-k", "500", "--library", library, "--json");

    var found = new HashSet<String>();
    json().get("hits").forEach(hit -> found.add(hit.get("id").asText()));
    assertThat(found).isEqualTo(grouped);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a castle min:0", "min:0 a cat sort:name", "cat -dog min:0 sort:diverse", ""})
  void collapsing_folds_copies_and_changes_nothing_else(String query) throws IOException {
    sightline.run("search", query, "-k", "500", "--library", library, "--json");
    JsonNode all = json();
    sightline.run("search", query, "-k", "500", "--library", library, "--json", "--collapse");
    JsonNode collapsed = json();

    for (String field : List.of("matches", "matchesRelation", "cut", "calibrated", "strategy")) {
      assertThat(collapsed.get(field)).as(field).isEqualTo(all.get(field));
    }
    var confidences = new HashMap<String, JsonNode>();
    all.get("hits").forEach(hit -> confidences.put(hit.get("id").asText(), hit.get("confidence")));
    var shown = new ArrayList<String>();
    int folded = 0;
    for (JsonNode hit : collapsed.get("hits")) {
      shown.add(hit.get("id").asText());
      assertThat(hit.get("rank").asInt()).isEqualTo(shown.size());
      assertThat(hit.get("confidence")).isEqualTo(confidences.get(hit.get("id").asText()));
      assertThat(hit.get("similar").asInt()).isEqualTo(hit.get("collapsed").size());
      folded += hit.get("similar").asInt();
    }
    assertThat(shown).hasSize(COPIED.size() + 1 + 2 + 2).doesNotHaveDuplicates();
    assertThat(folded + shown.size()).isEqualTo(all.get("hits").size());
    assertThat(all.at("/hits/0").has("similar")).as("only when asked for").isFalse();
    assertThat(all.at("/hits/0/id")).isEqualTo(collapsed.at("/hits/0/id"));
  }

  @Test
  void as_many_hits_as_were_asked_for_are_left_after_folding() throws IOException {
    sightline.run("search", "a cat min:0", "-k", "6", "--library", library, "--json", "--collapse");

    assertThat(json().get("hits")).hasSize(6);
    assertThat(json().at("/hits/0/similar").asInt()).isEqualTo(6);
    assertThat(below(json().at("/hits/0/collapsed/0/path").asText())).startsWith("copied0");
  }

  @Test
  void similar_folds_too_and_people_read_how_many() {
    String original = photos.resolve("copied1/original.jpg").toString();

    sightline.run("similar", original, "min:0", "-k", "2", "--library", library, "--collapse");

    assertThat(sightline.out().lines()).hasSize(2);
    assertThat(sightline.out().lines().findFirst().orElseThrow()).endsWith("  +6 similar");
  }

  @Test
  void photos_nobody_has_looked_at_are_counted_and_looked_at_by_a_retry() throws IOException {
    String exported = scratch.resolve("exported").toString();
    String imported = scratch.resolve("imported").toString();
    sightline.run("library", "export", exported, "--format", "jsonl", "--library", library);
    Path lines = Path.of(exported, "documents.jsonl");
    Files.writeString(
        lines, Files.readString(lines).replaceAll("\"perceptualHash\":\"[0-9a-f]+\",", ""));
    sightline.run(
        "library", "import", exported, "--model", "sightline-tiny", "--library", imported);

    assertThat(sightline.run("dedupe", "--library", imported)).isZero();
    assertThat(sightline.out()).doesNotContain("re-encoded");
    assertThat(sightline.err())
        .contains("42 of 42 photos have no perceptual hash")
        .contains("sightline index --retry");

    sightline.run(
        "index", photos.toString(), "--library", imported, "--quiet", "--retry", "--json");
    assertThat(json().get("embedded").asInt()).as("decoded, not embedded").isZero();

    assertThat(sightline.run("dedupe", "--library", imported, "--json")).isZero();
    assertThat(json().get("unhashed").asInt()).isZero();
    assertThat(json().get("groups")).hasSize(COPIED.size() + 2);
  }
}
