package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What commands print with `--json` has the fields that `docs/reference/json.md` lists: no other
/// field, and each field that the page names before a semicolon.
class DocumentationJsonTest {
  private static final Path PHOTOS = TestConsole.PROJECT.resolve("sample-data/animals/pets");
  private static final Pattern PARENTHESES = Pattern.compile("\\([^()]*\\)");
  private static final Pattern FIELD = Pattern.compile("[a-z][A-Za-z0-9]*");

  private static MarkdownPage reference;

  @TempDir private static Path temporary;
  private static String library = "";
  private static TestConsole sightline;

  /// The fields of a command, as the reference has them.
  ///
  /// @param all at any depth
  /// @param always of the object itself, in every document
  private record Documented(Set<String> all, Set<String> always) {}

  @BeforeAll
  static void indexAFewPhotos() throws IOException {
    reference = MarkdownFiles.below(TestConsole.PROJECT.resolve("docs")).page("reference/json.md");
    sightline = new TestConsole(temporary.resolve("home"));
    library = temporary.resolve("library").toString();
    Path photos = Files.createDirectories(temporary.resolve("photos"));
    for (String name : List.of("cat-portrait.jpg", "german-shepherd.jpg")) {
      Files.copy(PHOTOS.resolve(name), photos.resolve(name));
    }
    Files.copy(PHOTOS.resolve("cat-portrait.jpg"), photos.resolve("copy.jpg"));
    Files.writeString(photos.resolve("bad.jpg"), "no image");
    Files.writeString(temporary.resolve("pets.txt"), "cat\n[other]\ndog: hound\n");
    run("index", photos.toString());
  }

  /// @return the exit code
  private static int run(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.add("--quiet");
    if (!arguments[0].equals("models")) {
      all.addAll(List.of("--library", library));
    }
    return sightline.run(all.toArray(String[]::new));
  }

  @Test
  void searching_commands() throws IOException {
    String cat = temporary.resolve("photos/cat-portrait.jpg").toString();
    check("why", "why", "a cat", cat);
    check("why", "why", "a cat", temporary.resolve("photos/bad.jpg").toString());
    check("embed", "embed", cat);
    check("embed", "embed", "--text", "a cat");
    check("classify", "classify", cat, "--labels", "cat,dog");
    JsonNode groups = check("dedupe", "dedupe").path("groups");
    assertThat(groups).isNotEmpty();
  }

  @Test
  void labels_and_concepts() throws IOException {
    check("label set", "label", "set", temporary.resolve("pets.txt").toString());
    check("label list", "label", "list");
    check("label show", "label", "show", "pets");
    String cat = temporary.resolve("photos/cat-portrait.jpg").toString();
    check("concept show", "concept", "add", "pet", "--yes", cat);
    check("concept show", "concept", "show", "pet");
    check("concept list", "concept", "list");
  }

  @Test
  void library_commands() throws IOException {
    check("library info", "library", "info");
    JsonNode skipped = check("library skipped", "library", "skipped").path("skipped");
    assertThat(skipped).hasSize(1);
    check("library verify", "library", "verify", "--deep", "1");
    check("library compact", "library", "compact", "--thumbnails");
    check("library reembed", "library", "reembed", "--model", "sightline-tiny");
    String exported = temporary.resolve("exported").toString();
    check("library export", "library", "export", exported);

    String other = temporary.resolve("other").toString();
    check("library merge", "library", "merge", library, "--into", other);
    String whole = library;
    try {
      library = other;
      String photos = temporary.resolve("photos").toRealPath().toString();
      Path moved = Files.createDirectories(temporary.resolve("moved")).toRealPath();
      check("library move-root", "library", "move-root", photos, moved.toString());
      check("library forget", "library", "forget", moved.toString());
      check("library delete", "library", "delete", "--yes");
      library = temporary.resolve("imported").toString();
      check("library import", "library", "import", exported, "--model", "sightline-tiny");
    } finally {
      library = whole;
    }
  }

  @Test
  void model_commands() throws IOException {
    String model = TestConsole.PROJECT.resolve("models/src/test/fixtures/hf-clip").toString();
    check("models add", "models", "add", model, "--name", "other");
    check("models list", "models", "list");
    check("models info", "models", "info");
    check("models verify", "models", "verify");
    check("models use", "models", "use", "sightline-tiny");
    check("models remove", "models", "remove", "other");
  }

  @Test
  void an_index_run_has_the_fields_of_its_table() throws IOException {
    Set<String> listed =
        new LinkedHashSet<>(
            MarkdownPage.inlineCode(
                reference.section("## Index run").stream()
                    .filter(row -> row.startsWith("| `"))
                    .toList()));
    listed.removeIf(code -> !FIELD.matcher(code).matches());

    JsonNode report = document("index", "--dry-run");

    assertThat(listed).containsAll(fields(report));
    assertThat(fields(report))
        .containsAll(List.of("added", "skipped", "otherFiles", "stageSeconds", "dryRun"));
  }

  @Test
  void rows_are_read_as_they_are_meant() {
    Documented info = documented("models info");

    assertThat(info.all()).contains("name", "parity", "meaning", "logitBias");
    assertThat(info.always()).contains("name", "parity").doesNotContain("meaning", "logitBias");
  }

  /// Runs a command and compares its document with the reference.
  private static JsonNode check(String row, String... arguments) throws IOException {
    JsonNode document = document(arguments);
    Documented documented = documented(row);

    assertThat(documented.all()).as(row).isNotEmpty().containsAll(fields(document));
    var own = new ArrayList<String>();
    document.fieldNames().forEachRemaining(own::add);
    assertThat(own).as(row).containsAll(documented.always());
    return document;
  }

  private static JsonNode document(String... arguments) throws IOException {
    var all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    run(all.toArray(String[]::new));
    JsonNode document = new ObjectMapper().readTree(sightline.out());
    assertThat(document.isObject()).as("%s: %s", all, sightline.err()).isTrue();
    return document;
  }

  private static Documented documented(String command) {
    String row =
        reference.section("## Other commands").stream()
            .filter(it -> it.startsWith("| `" + command + "` |") || it.contains("`, `" + command))
            .findFirst()
            .orElseThrow(() -> new AssertionError("the reference has no row of " + command));
    String cell = row.substring(row.indexOf(" | ") + 3);
    String outer = PARENTHESES.matcher(cell).replaceAll("").replaceFirst(";.*", "");
    return new Documented(names(cell), names(outer));
  }

  private static Set<String> names(String cell) {
    var names = new LinkedHashSet<>(MarkdownPage.inlineCode(List.of(cell)));
    names.removeIf(code -> !FIELD.matcher(code).matches());
    return names;
  }

  /// The names of all fields at any depth. Names inside `quality` are those of benchmarks.
  private static Set<String> fields(JsonNode node) {
    var fields = new LinkedHashSet<String>();
    node.properties()
        .forEach(
            property -> {
              fields.add(property.getKey());
              if (!property.getKey().equals("quality")) {
                fields.addAll(fields(property.getValue()));
              }
            });
    if (node.isArray()) {
      node.forEach(item -> fields.addAll(fields(item)));
    }
    return fields;
  }
}
