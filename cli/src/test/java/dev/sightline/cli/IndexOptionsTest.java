package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `index --dry-run`, `--low-priority` and the wrong uses of `--watch`.
class IndexOptionsTest {
  @TempDir private Path temporary;
  private TestConsole sightline;
  private Path photos;
  private String library = "";

  @BeforeEach
  void takeAPhoto() throws IOException {
    sightline = new TestConsole(temporary.resolve("home"));
    photos = Files.createDirectories(temporary.resolve("photos"));
    Files.copy(
        TestConsole.PROJECT.resolve("sample-data/space/astronaut.jpg"), photos.resolve("a.jpg"));
    library = temporary.resolve("library").toString();
  }

  private int index(String... more) {
    var arguments = new java.util.ArrayList<String>();
    arguments.addAll(java.util.List.of("index", photos.toString(), "--library", library));
    arguments.addAll(java.util.List.of(more));
    return sightline.run(arguments.toArray(String[]::new));
  }

  @Test
  void a_dry_run_says_what_would_be_done_and_that_nothing_was() {
    assertThat(index("--dry-run")).isZero();

    assertThat(sightline.out().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("1 added, 0 changed, 0 moved, 0 removed, "),
            line -> assertThat(line).isEqualTo("A dry run: nothing was written."));
    assertThat(temporary.resolve("library")).doesNotExist();
  }

  @Test
  void a_dry_run_as_json_is_the_object_of_a_run_and_says_that_it_is_dry() throws IOException {
    assertThat(index("--dry-run", "--json")).isZero();
    JsonNode dry = new ObjectMapper().readTree(sightline.out());
    assertThat(index("--json")).isZero();
    JsonNode run = new ObjectMapper().readTree(sightline.out());

    assertThat(dry.at("/dryRun").asBoolean()).isTrue();
    assertThat(dry.at("/added").asInt()).isEqualTo(run.at("/added").asInt()).isEqualTo(1);
    assertThat(run.has("dryRun")).isFalse();
    run.fieldNames().forEachRemaining(name -> assertThat(dry.has(name)).as(name).isTrue());
  }

  @Test
  void a_run_that_only_watches_cannot_be_dry() {
    assertThat(index("--watch", "--dry-run")).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("--watch and --dry-run exclude each other.");
  }

  @Test
  void serving_read_only_cannot_watch() {
    index();

    assertThat(sightline.run("serve", "--watch", "--read-only", "--library", library))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("'serve --watch' writes into the library");
  }
}
