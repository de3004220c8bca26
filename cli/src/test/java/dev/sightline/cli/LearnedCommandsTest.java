package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.cli.common.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `classify`, `label` and `concept`.
class LearnedCommandsTest {
  private static final Path SAMPLES = TestConsole.PROJECT.resolve("sample-data");

  @TempDir private Path temporary;
  private TestConsole sightline;
  private Path photos;

  @BeforeEach
  void indexAFewPhotos() throws IOException {
    sightline = new TestConsole(temporary.resolve("home"));
    photos = Files.createDirectories(temporary.resolve("photos")).toRealPath();
    for (String name :
        List.of(
            "animals/pets/cat-portrait.jpg",
            "stamps/elephant.jpg",
            "stamps/hot-air-balloon.jpg",
            "holiday/DSC_0482.jpg",
            "city/eiffel-tower.jpg",
            "nature/forest-stream.jpg")) {
      Path file = SAMPLES.resolve(name);
      Files.copy(file, photos.resolve(file.getFileName()));
    }
    assertThat(run("index", photos.toString(), "--quiet")).isZero();
  }

  private int run(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--library", temporary.resolve("library").toString()));
    return sightline.run(all.toArray(String[]::new));
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(sightline.out());
  }

  private String photo(String name) {
    return photos.resolve(name).toString();
  }

  @Test
  void classify_gives_every_label_of_every_file_its_probability() throws IOException {
    assertThat(
            run(
                "classify",
                photo("cat-portrait.jpg"),
                photo("elephant.jpg"),
                "--labels",
                "elephant,cat",
                "--json"))
        .isZero();

    assertThat(json().at("/items")).hasSize(2);
    assertThat(json().at("/items/0/input").asText()).isEqualTo(photo("cat-portrait.jpg"));
    assertThat(json().at("/items/0/labels/0/label").asText()).isEqualTo("cat");
    assertThat(json().at("/items/1/labels/0/label").asText()).isEqualTo("elephant");
    double sum = 0;
    for (JsonNode label : json().at("/items/0/labels")) {
      sum += label.get("probability").asDouble();
    }
    assertThat(sum).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-6));
  }

  @Test
  void classify_reads_labels_from_a_file_and_photos_from_a_query() throws IOException {
    Path labels = Files.writeString(temporary.resolve("l.txt"), "cat\npyramid: pyramids\n");

    assertThat(
            run("classify", "--query", "name:DSC_0482*", "--labels", labels.toString(), "--json"))
        .isZero();

    assertThat(json().at("/items/0/input").asText()).isEqualTo(photo("DSC_0482.jpg"));
    assertThat(json().at("/items/0/labels/0/label").asText()).isEqualTo("pyramid");
    assertThat(run("classify", "--query", "name:nothing*", "--labels", "a,b")).isEqualTo(1);
  }

  @Test
  void classify_goes_on_after_a_file_that_cannot_be_read() throws IOException {
    Path broken = Files.writeString(temporary.resolve("broken.jpg"), "no picture");

    int exit =
        run("classify", broken.toString(), photo("elephant.jpg"), "--labels", "a,b", "--json");

    assertThat(exit).isEqualTo(ExitCode.USAGE);
    assertThat(json().at("/items/0/error").asText()).isNotEmpty();
    assertThat(json().at("/items/1/labels")).hasSize(2);
  }

  @Test
  void classify_refuses_what_it_cannot_use() {
    assertThat(run("classify", "--labels", "a,b")).isEqualTo(ExitCode.USAGE);
    assertThat(run("classify", photo("elephant.jpg"), "--labels", " , ")).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("There is no label in the labels given.");
    assertThat(run("classify", photo("elephant.jpg"), "--labels", "a", "--templates", "openai9"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("There are no templates 'openai9'");
  }

  @Test
  void a_label_set_is_kept_in_the_library_shown_asked_for_and_removed() throws IOException {
    Path set = Files.writeString(temporary.resolve("my.txt"), "zeppelin\ncat: kitty\n");

    assertThat(run("label", "set", set.toString())).isZero();
    assertThat(sightline.out().strip()).isEqualTo("my: 2 labels.");
    assertThat(run("label", "list", "--json")).isZero();
    assertThat(json().at("/sets/0/name").asText()).isEqualTo("my");
    assertThat(json().at("/sets/1/builtIn").asBoolean()).isTrue();
    assertThat(run("label", "show", "my", "--json")).isZero();
    assertThat(json().at("/labels/1/label").asText()).isEqualTo("cat");
    assertThat(json().at("/labels/1/images").asInt()).isEqualTo(1);
    assertThat(run("search", "label:cat", "--paths")).isZero();
    assertThat(sightline.out().strip()).isEqualTo(photo("cat-portrait.jpg"));
    assertThat(run("search", "label:zeppelin", "--quiet")).isEqualTo(ExitCode.NOTHING);
    assertThat(run("label", "remove", "my")).isZero();
    assertThat(run("label", "remove", "my")).isEqualTo(ExitCode.USAGE);
    assertThat(run("search", "label:zeppelin")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void a_concept_is_taught_asked_for_shown_and_forgotten() throws IOException {
    int exit =
        run(
            "concept",
            "add",
            "stamp",
            "--yes",
            photo("elephant.jpg"),
            photo("hot-air-balloon.jpg"),
            "--no",
            photo("cat-portrait.jpg"),
            "--json");

    assertThat(exit).as(sightline.err()).isZero();
    assertThat(json().at("/yes")).hasSize(2);
    assertThat(json().at("/no")).hasSize(1);
    assertThat(run("search", "concept:stamp", "--paths")).isZero();
    assertThat(sightline.out().lines())
        .contains(photo("elephant.jpg"), photo("hot-air-balloon.jpg"))
        .doesNotContain(photo("cat-portrait.jpg"));
    assertThat(run("concept", "list", "--json")).isZero();
    assertThat(json().at("/concepts/0/name").asText()).isEqualTo("stamp");
    assertThat(run("concept", "show", "stamp")).isZero();
    assertThat(sightline.out()).startsWith("stamp: 2 yes, 1 no; ");
    assertThat(run("concept", "remove", "stamp")).isZero();
    assertThat(run("concept", "remove", "stamp")).isEqualTo(ExitCode.USAGE);
    assertThat(run("search", "concept:stamp")).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("There is no concept 'stamp' in this library.");
  }

  @Test
  void an_example_may_be_an_id_or_lie_elsewhere_and_must_be_a_picture() throws IOException {
    assertThat(run("search", "name:elephant", "--json")).isZero();
    String id = json().at("/hits/0/id").asText();
    String elsewhere = SAMPLES.resolve("stamps/airplane.jpg").toString();
    Path broken = Files.writeString(temporary.resolve("broken.jpg"), "no picture");

    assertThat(run("concept", "add", "stamp", "--yes", id, elsewhere)).isZero();
    assertThat(run("concept", "add", "stamp", "--yes", "nothing.jpg")).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err())
        .contains("nothing.jpg is neither a file nor the id of an image in the library.");
    assertThat(run("concept", "add", "stamp", "--yes", broken.toString()))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("cannot be an example");
    assertThat(run("concept", "add", "other", "--no", id)).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("needs an example");
  }

  @Test
  void what_was_learned_goes_with_the_library() throws IOException {
    Path set = Files.writeString(temporary.resolve("my.txt"), "zeppelin\n");
    run("label", "set", set.toString());
    run("concept", "add", "stamp", "--yes", photo("elephant.jpg"));

    assertThat(run("library", "verify")).isZero();
    assertThat(run("concept", "list", "--read-only")).isZero();
    assertThat(run("concept", "add", "x", "--yes", photo("elephant.jpg"), "--read-only"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(run("label", "set", set.toString(), "--read-only")).isEqualTo(ExitCode.USAGE);
    assertThat(run("library", "delete", "--yes")).isZero();
    assertThat(temporary.resolve("library")).doesNotExist();
  }
}
