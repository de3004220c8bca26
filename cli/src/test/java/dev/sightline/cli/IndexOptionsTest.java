package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.cli.common.ExitCode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
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

  private void takeSixMorePhotos() throws IOException {
    for (int i = 0; i < 6; i++) {
      var image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
      image.setRGB(i, i, 0xff_ff_ff);
      ImageIO.write(image, "png", photos.resolve(i + ".png").toFile());
    }
  }

  private void deleteAllPhotos() throws IOException {
    try (var files = Files.list(photos)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void an_emptied_folder_is_told_of_with_the_way_on_and_prune_is_one() throws IOException {
    takeSixMorePhotos();
    index();
    deleteAllPhotos();

    assertThat(index("--dry-run", "--json")).isZero();
    JsonNode kept = new ObjectMapper().readTree(sightline.out()).at("/kept");
    assertThat(kept.at("/0/folder").asText()).isEqualTo(photos.toRealPath().toString());
    assertThat(kept.at("/0/photos").asInt()).isEqualTo(7);
    assertThat(kept.at("/0/of").asInt()).isEqualTo(7);
    assertThat(index()).isZero();
    assertThat(sightline.out()).contains("0 removed, 0 unchanged, 7 gone but kept, ");
    assertThat(sightline.err())
        .contains("7 of 7 photos of the folder ")
        .contains("sightline index --prune");
    assertThat(index("--prune")).isZero();
    assertThat(sightline.out()).contains("7 removed");
  }

  @Test
  void a_folder_behind_a_dead_link_is_missing() throws IOException {
    Path disk = Files.createDirectories(temporary.resolve("disk"));
    Files.move(photos.resolve("a.jpg"), disk.resolve("a.jpg"));
    Path link;
    try {
      link = Files.createSymbolicLink(photos.toRealPath().resolve("link"), disk);
    } catch (IOException | UnsupportedOperationException e) {
      org.junit.jupiter.api.Assumptions.abort("no links here");
      return;
    }
    index();
    Files.move(disk, temporary.resolve("away"));

    assertThat(index("--json")).isEqualTo(ExitCode.FAILED);

    JsonNode report = new ObjectMapper().readTree(sightline.out());
    assertThat(report.at("/missingFolders/0").asText()).isEqualTo(link.toString());
    assertThat(report.at("/removed").asInt()).isZero();
    assertThat(sightline.err()).contains("sightline library forget " + link);
    assertThat(sightline.run("library", "forget", link.toString(), "--library", library)).isZero();
    assertThat(index("--json")).isZero();
  }

  @Test
  void all_folders_belongs_to_a_folder_that_is_named() throws IOException {
    Files.createDirectories(photos.resolve("Trash"));
    Files.move(photos.resolve("a.jpg"), photos.resolve("Trash/a.jpg"));

    assertThat(sightline.run("index", "--all-folders", "--library", library))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("--all-folders belongs to a folder");
    index();
    assertThat(sightline.out()).startsWith("0 added");
    index("--all-folders");
    assertThat(sightline.out()).startsWith("1 added");
  }
}
