package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.cli.common.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Looking after a library as a user does it.
class LibraryCommandsTest {
  @TempDir private Path temporary;
  private TestConsole sightline = new TestConsole(Path.of(""));
  private Path photos = Path.of("");
  private Path more = Path.of("");
  private String library = "";

  @BeforeEach
  void indexTwoFolders() throws IOException {
    sightline = new TestConsole(temporary.resolve("home"));
    photos = folder("photos", "astronaut.jpg", "a.jpg");
    more = folder("more", "astronaut.jpg", "same.jpg");
    copy("IMG_0733", more.resolve("b.jpg"));
    Files.writeString(more.resolve("bad.jpg"), "no picture");
    library = temporary.resolve("library").toString();
    ok("index", photos.toString(), more.toString(), "--library", library, "--quiet");
  }

  private Path folder(String name, String sample, String as) throws IOException {
    Path folder = Files.createDirectories(temporary.resolve(name)).toRealPath();
    copy(sample.replace(".jpg", ""), folder.resolve(as));
    return folder;
  }

  private static void copy(String sample, Path to) throws IOException {
    try (var all = Files.walk(TestConsole.PROJECT.resolve("sample-data"))) {
      Path from =
          all.filter(it -> it.getFileName().toString().startsWith(sample + "."))
              .findFirst()
              .orElseThrow();
      Files.copy(from, to);
    }
  }

  private void ok(String... arguments) {
    int exit = sightline.run(arguments);
    assertThat(exit).as(sightline.err()).isZero();
  }

  private int on(String... arguments) {
    var all = new java.util.ArrayList<>(List.of(arguments));
    all.addAll(List.of("--library", library));
    return sightline.run(all.toArray(String[]::new));
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(sightline.out());
  }

  private int documents() throws IOException {
    assertThat(on("library", "info", "--json")).isZero();
    return json().at("/documents").asInt();
  }

  @Test
  void forget_takes_one_folder_out_and_says_what_went() throws IOException {
    assertThat(on("library", "forget", more.toString(), "--json")).isZero();

    assertThat(json().at("/removed").asInt()).isEqualTo(1);
    assertThat(json().at("/kept").asInt()).isEqualTo(1);
    assertThat(json().at("/skipped").asInt()).isEqualTo(1);
    assertThat(documents()).isEqualTo(1);
    assertThat(json().at("/skipped").asInt()).isZero();
    assertThat(json().at("/roots")).hasSize(1);
    assertThat(more.resolve("b.jpg")).exists();
  }

  @Test
  void forgetting_what_is_no_folder_of_the_library_is_exit_2_and_names_those_that_are()
      throws IOException {
    assertThat(on("library", "forget", temporary.toString())).isEqualTo(ExitCode.USAGE);

    assertThat(sightline.err())
        .contains("is no folder of the library in")
        .contains(photos.toString())
        .contains(more.toString());
    assertThat(documents()).isEqualTo(2);
  }

  @Test
  void a_folder_that_is_gone_can_be_forgotten() throws IOException {
    Files.move(more, temporary.resolve("elsewhere"));

    assertThat(on("library", "forget", more.toString())).isZero();

    assertThat(documents()).isEqualTo(1);
  }

  @Test
  void a_moved_folder_is_unchanged_for_the_next_run() throws IOException {
    Path now = temporary.resolve("elsewhere");
    Files.createDirectories(now);
    for (String name : List.of("same.jpg", "b.jpg", "bad.jpg")) { // copies: other file keys
      Files.copy(
          more.resolve(name), now.resolve(name), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    }

    assertThat(on("library", "move-root", more.toString(), now.toString())).isZero();
    assertThat(sightline.out()).startsWith("2 images of ");
    assertThat(on("index", "--json")).isZero();

    assertThat(json().at("/unchanged").asInt()).isEqualTo(3);
    assertThat(json().at("/embedded").asInt()).isZero();
    assertThat(json().at("/removed").asInt()).isZero();
    assertThat(json().at("/skipped/0/path").asText()).endsWith("elsewhere/bad.jpg");
  }

  @Test
  void a_root_moves_neither_from_nowhere_nor_to_nowhere_nor_into_another() {
    assertThat(on("library", "move-root", "/nowhere", temporary.toString()))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("Its folders are: ");

    assertThat(on("library", "move-root", more.toString(), temporary + "/nowhere"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("There is no folder ");

    assertThat(on("library", "move-root", more.toString(), photos.toString()))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("sightline library forget " + photos);
  }

  @Test
  void delete_says_first_what_it_would_delete() {
    assertThat(on("library", "delete")).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err())
        .contains("This would delete the library in " + library + " (2 images, ")
        .contains("--yes");
    assertThat(Path.of(library)).exists();

    assertThat(on("library", "delete", "--yes")).isZero();
    assertThat(Path.of(library)).doesNotExist();
    assertThat(more.resolve("b.jpg")).exists();
    assertThat(on("library", "delete", "--yes")).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void verify_passes_a_whole_library_and_embeds_a_sample_again() throws IOException {
    assertThat(on("library", "verify", "--deep", "5", "--json")).isZero();

    assertThat(json().at("/ok").asBoolean()).isTrue();
    assertThat(json().at("/problems")).isEmpty();
    assertThat(json().at("/documents").asInt()).isEqualTo(2);
    assertThat(json().at("/compared").asInt()).isEqualTo(2);
    assertThat(json().at("/leastCosine").asDouble()).isGreaterThan(0.9999);
  }

  @Test
  void verify_of_a_truncated_segment_is_exit_3_with_the_way_out() throws IOException {
    try (var files = Files.list(Path.of(library, "index"))) {
      Path segment =
          files.max(java.util.Comparator.comparing(it -> it.toFile().length())).orElseThrow();
      byte[] bytes = Files.readAllBytes(segment);
      Files.write(segment, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    }

    assertThat(on("library", "verify", "--json")).isEqualTo(ExitCode.FAILED);

    assertThat(json().at("/ok").asBoolean()).isFalse();
    assertThat(json().at("/problems/0").asText()).contains("restore the folder from a copy");
  }

  @Test
  void a_fingerprint_that_lies_is_found_by_embedding_again() throws IOException {
    // The same model, of which the library says that it made these vectors; it did not.
    try (var reader = dev.sightline.library.lucene.LibraryReader.open(Path.of(library));
        var writer = dev.sightline.library.lucene.LibraryWriter.openExisting(Path.of(library))) {
      var ids = new java.util.ArrayList<dev.sightline.library.image.StoredVector>();
      reader.forEach(ids::add);
      writer.put(ids.get(0).image(), ids.get(1).vector());
      writer.commit();
    }

    assertThat(on("library", "verify")).isZero();
    assertThat(on("library", "verify", "--deep", "5", "--json")).isEqualTo(ExitCode.FAILED);

    assertThat(json().at("/problems")).hasSize(1);
    assertThat(json().at("/problems/0").asText())
        .contains("gives another vector than the stored one")
        .contains("Index into a new library");
  }

  @Test
  void a_carried_library_answers_from_another_place_without_its_photos_and_is_not_written_to()
      throws IOException {
    assertThat(on("library", "compact", "--thumbnails", "--json")).isZero();
    assertThat(json().at("/thumbnails/made").asInt()).isEqualTo(2);
    assertThat(json().at("/segments").asInt()).isEqualTo(1);
    Path carried = temporary.resolve("carried");
    Files.move(Path.of(library), carried);
    Files.move(photos, temporary.resolve("gone1"));
    Files.move(more, temporary.resolve("gone2"));
    List<String> before = listing(carried);
    library = carried.toString();

    assertThat(on("search", "an astronaut min:0", "--read-only", "--json")).isZero();
    String id = json().at("/hits/0/id").asText();
    assertThat(json().at("/hits")).hasSize(2);
    assertThat(on("similar", id, "--read-only")).as(sightline.err()).isLessThan(ExitCode.USAGE);
    assertThat(on("library", "info", "--read-only")).isZero();
    assertThat(on("library", "skipped", "--read-only")).isZero();
    assertThat(on("library", "verify", "--read-only")).as(sightline.out()).isZero();
    assertThat(on("index", "--read-only")).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("which --read-only forbids");

    assertThat(listing(carried)).isEqualTo(before);
  }

  private static List<String> listing(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .map(it -> it + " " + it.toFile().lastModified() + " " + it.toFile().length())
          .sorted()
          .toList();
    }
  }

  @Test
  void vectors_are_kept_another_way_when_the_library_is_compacted() throws IOException {
    assertThat(on("search", "a cat min:0", "--json")).isZero();
    String before = hits();

    for (String vectors : List.of("int8", "bit1", "float32")) {
      assertThat(on("library", "compact", "--vectors", vectors)).isZero();
      assertThat(on("library", "info", "--json")).isZero();
      assertThat(json().at("/vectors").asText()).isEqualTo(vectors);
      assertThat(on("search", "a cat min:0", "--json")).isZero();
      assertThat(hits()).isEqualTo(before);
    }

    assertThat(on("index", "--vectors", "bit1")).isEqualTo(ExitCode.FAILED);
    assertThat(sightline.err()).contains("library compact --vectors bit1");
    assertThat(on("library", "compact", "--vectors", "int4")).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("--vectors is one of float32, int8, bit1, got 'int4'");
  }

  private String hits() throws IOException {
    return json().at("/hits").toString();
  }

  @Test
  void a_photo_that_has_become_a_folder_leaves_the_library_and_what_is_in_it_comes()
      throws IOException {
    Files.delete(more.resolve("b.jpg"));
    Files.createDirectory(more.resolve("b.jpg"));
    copy("coffee-cup", more.resolve("b.jpg/c.jpg"));

    assertThat(on("search", "a cat", "--json")).isLessThan(ExitCode.USAGE);
    assertThat(on("library", "verify", "--deep", "5", "--json")).isEqualTo(ExitCode.FAILED);
    assertThat(on("index", "--json")).isZero();

    assertThat(json().at("/added").asInt()).isEqualTo(1);
    assertThat(json().at("/removed").asInt()).isEqualTo(1);
    assertThat(on("library", "verify", "--deep", "5")).isZero();
  }

  @Test
  void libraries_are_merged_with_other_places_for_their_folders() throws IOException {
    String other = temporary.resolve("other").toString();
    Path elsewhere = folder("elsewhere", "astronaut.jpg", "third.jpg");
    ok("index", elsewhere.toString(), "--library", other, "--quiet");
    Files.move(elsewhere, temporary.resolve("moved"));
    String into = temporary.resolve("into").toString();

    ok(
        "library",
        "merge",
        library,
        other,
        "--into",
        into,
        "--map",
        elsewhere + "=" + temporary.resolve("moved"),
        "--json");

    assertThat(json().at("/documents").asInt()).isEqualTo(2);
    assertThat(json().at("/folded").asInt()).isEqualTo(1);
    ok("index", "--library", into, "--json");
    assertThat(json().at("/unchanged").asInt()).isEqualTo(4);
    assertThat(json().at("/embedded").asInt()).isZero();
  }

  @Test
  void a_merge_that_is_mistyped_is_exit_2_and_one_of_two_models_exit_3() {
    String into = temporary.resolve("into").toString();
    assertThat(sightline.run("library", "merge", library, "--into", library))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("is named twice");
    assertThat(sightline.run("library", "merge", library, "--into", into, "--map", "x"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.run("library", "merge", library, "--into", into, "--map", "/no=/where"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("Their folders are: ").contains(more.toString());

    String other = temporary.resolve("other").toString();
    String fixture = TestConsole.PROJECT.resolve("models/src/test/fixtures/hf-clip").toString();
    ok("index", photos.toString(), "--library", other, "--quiet", "--model", fixture);
    assertThat(sightline.run("library", "merge", library, other, "--into", into))
        .isEqualTo(ExitCode.FAILED);
    assertThat(sightline.err()).contains("'sightline-tiny'").contains("'hf-clip'");
    assertThat(Path.of(into)).doesNotExist();
  }

  @Test
  void an_export_comes_back_as_the_same_library_and_nothing_is_embedded_again() throws IOException {
    for (String format : List.of("npy-parquet", "jsonl")) {
      String out = temporary.resolve("out-" + format).toString();
      String back = temporary.resolve("back-" + format).toString();
      assertThat(on("library", "export", out, "--format", format)).as(sightline.err()).isZero();
      assertThat(on("library", "export", out)).isEqualTo(ExitCode.USAGE);
      assertThat(sightline.err()).contains("is not an empty folder");

      ok("library", "import", out, "--model", "sightline-tiny", "--library", back, "--json");
      assertThat(json().at("/documents").asInt()).isEqualTo(2);

      ok("library", "verify", "--deep", "5", "--library", back);
      ok("index", photos.toString(), more.toString(), "--library", back, "--json");
      assertThat(json().at("/unchanged").asInt()).isEqualTo(3);
      assertThat(json().at("/embedded").asInt()).isZero();
      ok("search", "min:0 astronaut", "--library", back);
    }
  }

  @Test
  void images_of_an_import_stay_when_another_folder_is_indexed_and_go_by_their_folder()
      throws IOException {
    String out = temporary.resolve("out").toString();
    String imported = temporary.resolve("imported").toString();
    ok("library", "export", out, "--library", library);
    ok("library", "import", out, "--model", "sightline-tiny", "--library", imported);

    ok("index", photos.toString(), "--library", imported, "--json");
    assertThat(json().at("/removed").asInt()).isZero();
    assertThat(json().at("/embedded").asInt()).isZero();
    ok("library", "forget", more.toString(), "--library", imported, "--json");

    assertThat(json().at("/removed").asInt()).isEqualTo(1);
    assertThat(json().at("/kept").asInt()).isEqualTo(1);
    assertThat(sightline.run("library", "forget", more.toString(), "--library", imported))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("is no folder of the library in");
  }

  @Test
  void vectors_without_a_model_can_be_measured_and_say_why_they_cannot_be_searched()
      throws IOException {
    String out = temporary.resolve("out").toString();
    String back = temporary.resolve("back").toString();
    assertThat(on("library", "export", out)).isZero();
    assertThat(on("library", "info", "--json")).isZero();
    String dimension = json().at("/dim").asText();

    ok("library", "import", out, "--synthetic-model", dimension, "--library", back);

    ok("eval", "ann", "-k", "1", "--library", back, "--json");
    assertThat(json().at("/images").asInt()).isEqualTo(2);
    assertThat(sightline.run("search", "dog", "--library", back)).isEqualTo(ExitCode.FAILED);
    assertThat(sightline.err())
        .contains("were imported without a model (--synthetic-model)")
        .contains("sightline eval ann");
    assertThat(sightline.run("index", photos.toString(), "--library", back))
        .isEqualTo(ExitCode.FAILED);
    assertThat(sightline.err()).contains("were imported without a model");
    ok("library", "info", "--library", back);
    ok("library", "verify", "--library", back);
  }

  @Test
  void an_import_that_cannot_be_is_exit_2_and_makes_nothing() throws IOException {
    String out = temporary.resolve("out").toString();
    assertThat(on("library", "export", out)).isZero();
    String back = temporary.resolve("back").toString();

    assertThat(sightline.run("library", "import", out, "--library", back))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("--synthetic-model DIM");
    assertThat(sightline.run("library", "import", out, "--synthetic-model", "7", "--library", back))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("those of model 'synthetic-7' have 7");
    assertThat(on("library", "import", out, "--model", "sightline-tiny")).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("sightline library merge NEW --into " + library);
    Path empty = Files.createDirectories(temporary.resolve("empty"));
    assertThat(
            sightline.run(
                "library", "import", empty.toString(), "--synthetic-model", "7", "--library", back))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("There is no *.npy in ");
    assertThat(Path.of(back)).doesNotExist();
  }
}
