package dev.sightline.library.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sightline.library.Examples;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryException.Reason;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.PathMapping;
import dev.sightline.library.image.ImageHash;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.image.StoredPath;
import dev.sightline.library.lucene.LibraryFolder;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.library.lucene.ThumbnailFolder;
import dev.sightline.testkit.RandomSeeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/// Several libraries become one that holds each image once, with all its paths.
class LibraryMergeTest {
  @TempDir private Path temporary;
  private Path a = Path.of("");
  private Path b = Path.of("");
  private Path c = Path.of("");

  @BeforeEach
  void chooseFolders() {
    a = temporary.resolve("a");
    b = temporary.resolve("b");
    c = temporary.resolve("c");
  }

  private static void roots(Path folder, LibraryRoot... roots) {
    try (var writer = LibraryWriter.openExisting(folder)) {
      writer.setState(writer.state().withRoots(List.of(roots)));
      writer.commit();
    }
  }

  private static LibraryRoot root(String folder, String... excludes) {
    return new LibraryRoot(Path.of(folder), List.of(excludes));
  }

  /// Everything in a library: paths by id.
  private static Map<String, Set<String>> contents(Path folder) {
    var contents = new HashMap<String, Set<String>>();
    try (var reader = LibraryReader.open(folder)) {
      reader.forEach(
          stored -> {
            var paths = new HashSet<String>();
            stored.image().paths().forEach(path -> paths.add(path.toString()));
            assertThat(contents.put(stored.image().id(), paths)).isNull();
            assertThat(stored.vector()).isEqualTo(Examples.vector(stored.image().id().hashCode()));
          });
      assertThat(reader.size()).isEqualTo(contents.size());
    }
    assertThat(LibraryCheck.run(folder).problems())
        .allMatch(it -> it.contains("neither a thumbnail nor their file")); // there are no files
    return contents;
  }

  @Test
  void images_of_both_come_together_and_the_same_bytes_become_one_image_with_all_paths() {
    Examples.library(a, Examples.image("one", "/a/1"), Examples.image("same", "/a/2"));
    Examples.library(b, Examples.image("two", "/b/1"), Examples.image("same", "/b/2", "/a/2"));

    var outcome = LibraryMerge.run(List.of(a, b), c, List.of());

    assertThat(outcome).isEqualTo(new LibraryMerge.Outcome(3, 1));
    assertThat(contents(c))
        .isEqualTo(
            Map.of("one", Set.of("/a/1"), "two", Set.of("/b/1"), "same", Set.of("/a/2", "/b/2")));
    assertThat(contents(a)).hasSize(2);
  }

  @Test
  void paths_that_differ_in_case_only_stay_two_paths_whatever_system_they_come_from() {
    Examples.library(a, Examples.image("one", "/a/IMG.jpg"), Examples.image("two", "/a/img.jpg"));
    Examples.library(b, Examples.image("three", "C:\\Photos\\A.jpg"));

    LibraryMerge.run(List.of(a, b), c, List.of());

    assertThat(contents(c))
        .isEqualTo(
            Map.of(
                "one", Set.of("/a/IMG.jpg"),
                "two", Set.of("/a/img.jpg"),
                "three", Set.of("C:\\Photos\\A.jpg")));
    var mapping = new PathMapping(StoredPath.read("c:\\photos"), Path.of("/a"));
    Path again = temporary.resolve("again");
    LibraryMerge.run(List.of(b), again, List.of(mapping));
    assertThat(contents(again)).isEqualTo(Map.of("three", Set.of("/a/A.jpg")));
  }

  @Test
  void a_library_that_exists_keeps_what_it_has() {
    Examples.library(c, Examples.image("old", "/c/1"), Examples.image("same", "/c/2"));
    roots(c, root("/c"));
    Examples.library(a, Examples.image("same", "/a/2"));
    roots(a, root("/a", "x"));

    LibraryMerge.run(List.of(a), c, List.of());

    assertThat(contents(c))
        .isEqualTo(Map.of("old", Set.of("/c/1"), "same", Set.of("/a/2", "/c/2")));
    try (var reader = LibraryReader.open(c)) {
      assertThat(reader.state().roots()).containsExactly(root("/c"), root("/a", "x"));
    }
  }

  @Test
  void merging_the_same_library_again_changes_nothing() {
    Examples.library(a, Examples.image("one", "/a/1"), Examples.image("two", "/a/2"));
    LibraryMerge.run(List.of(a), c, List.of());
    var once = contents(c);

    LibraryMerge.run(List.of(a), c, List.of());

    assertThat(contents(c)).isEqualTo(once);
  }

  @Test
  void paths_of_the_sources_are_re_rooted_and_the_targets_own_are_not() {
    Examples.library(c, Examples.image("own", "/photos/1"));
    roots(c, root("/photos"));
    Examples.library(a, Examples.image("one", "/photos/1"), Examples.image("two", "/photos/x/2"));
    roots(a, root("/photos"));
    try (var writer = LibraryWriter.openExisting(a)) {
      writer.quarantine(Examples.quarantined("/photos/bad"));
      writer.commit();
    }

    LibraryMerge.run(List.of(a), c, List.of(new PathMapping(Path.of("/photos"), Path.of("/nas"))));

    assertThat(contents(c))
        .isEqualTo(
            Map.of("own", Set.of("/photos/1"), "one", Set.of("/nas/1"), "two", Set.of("/nas/x/2")));
    try (var reader = LibraryReader.open(c)) {
      assertThat(reader.state().roots()).containsExactly(root("/photos"), root("/nas"));
      assertThat(reader.quarantined().stream().map(it -> it.file().path().toString()))
          .containsExactly("/nas/bad");
    }
  }

  @Test
  void a_path_that_two_images_claim_goes_to_the_newer_file() {
    Examples.library(a, at("old", "/p/1", 5), at("keeps", "/p/2", 5));
    Examples.library(
        b,
        at("new", "/p/1", 9),
        new IndexedImage(
            "older",
            List.of(
                new IndexedFile(Path.of("/p/2"), 1, 2, ""),
                new IndexedFile(Path.of("/q/2"), 1, 2, "")),
            Examples.bareFacts()));

    LibraryMerge.run(List.of(a, b), c, List.of());

    assertThat(contents(c))
        .isEqualTo(Map.of("new", Set.of("/p/1"), "keeps", Set.of("/p/2"), "older", Set.of("/q/2")));
  }

  private static IndexedImage at(String id, String path, long modified) {
    return new IndexedImage(
        id, List.of(new IndexedFile(Path.of(path), 1, modified, "")), Examples.bareFacts());
  }

  @Test
  void of_two_records_of_a_bad_file_the_newer_stays_and_excludes_count_only_when_shared() {
    for (Path folder : List.of(a, b)) {
      Examples.library(folder);
      try (var writer = LibraryWriter.openExisting(folder)) {
        var file = Examples.file("/p/bad");
        long since = folder.equals(a) ? 20 : 10;
        writer.quarantine(
            new QuarantinedFile(file, "R", "of " + since, since, "1", Optional.empty()));
        writer.commit();
      }
    }
    roots(a, root("/p", "x", "y"));
    roots(b, root("/p", "y", "z"));

    LibraryMerge.run(List.of(a, b), c, List.of());

    try (var reader = LibraryReader.open(c)) {
      assertThat(reader.quarantined())
          .singleElement()
          .extracting(QuarantinedFile::detail)
          .isEqualTo("of 20");
      assertThat(reader.state().roots()).containsExactly(root("/p", "y"));
    }
  }

  @Test
  void of_an_image_in_two_libraries_the_hash_is_kept_whichever_knows_it() {
    IndexedImage unhashed = Examples.image("one", "/a/1");
    IndexedImage other = Examples.image("one", "/b/1");
    var hash = new ImageHash(1, 2, 3, 4);
    var hashed = new IndexedImage("one", other.files(), other.facts().withHash(hash));
    Examples.library(a, unhashed);
    Examples.library(b, hashed);

    LibraryMerge.run(List.of(a, b), c, List.of());

    try (var reader = LibraryReader.open(c)) {
      IndexedImage merged = reader.image("one").orElseThrow();
      assertThat(merged.facts().hash()).contains(hash);
      assertThat(merged.paths()).hasSize(2);
    }
  }

  @Test
  void libraries_of_two_models_are_refused_naming_both_and_nothing_is_made() {
    Examples.library(a, Examples.image("one", "/a/1"));
    LibraryWriter.open(b, Examples.model("large", "bbbb", 8)).close();

    var refusal =
        catchThrowableOfType(
            LibraryException.class, () -> LibraryMerge.run(List.of(a, b), c, List.of()));

    assertThat(refusal.reason()).isEqualTo(Reason.OTHER_MODEL);
    assertThat(refusal)
        .hasMessage(
            """
            %s was made with model 'tiny' (fingerprint aaaa), %s with 'large' (fingerprint \
            bbbb). Vectors of two models cannot be compared: index one of them again with the \
            other's model.\
            """
                .formatted(a, b));
    assertThat(c).doesNotExist();
  }

  @Test
  void a_source_may_be_written_meanwhile_and_a_target_may_not() {
    Examples.library(a, Examples.image("one", "/a/1"));
    try (var writer = LibraryWriter.openExisting(a)) {
      writer.put(Examples.image("two", "/a/2"), Examples.vector(2));

      LibraryMerge.run(List.of(a), c, List.of());
      assertThat(contents(c)).containsOnlyKeys("one");

      Examples.library(b, Examples.image("two", "/b/2"));
      var refusal =
          catchThrowableOfType(
              LibraryException.class, () -> LibraryMerge.run(List.of(b), a, List.of()));
      assertThat(refusal.reason()).isEqualTo(Reason.HELD);
    }
  }

  @Test
  void a_damaged_source_leaves_the_target_as_it_was() throws IOException {
    Examples.library(c, Examples.image("own", "/c/1"));
    Examples.library(a, Examples.image("one", "/a/1"));
    try (var files = Files.list(LibraryFolder.index(a))) {
      for (Path file : files.filter(it -> it.toString().contains("segments_")).toList()) {
        Files.write(file, new byte[5]);
      }
    }

    var refusal =
        catchThrowableOfType(
            LibraryException.class, () -> LibraryMerge.run(List.of(a), c, List.of()));

    assertThat(refusal.reason()).isEqualTo(Reason.DAMAGED);
    assertThat(refusal).hasMessageContaining(a.toString());
    assertThat(contents(c)).isEqualTo(Map.of("own", Set.of("/c/1")));
  }

  @Test
  void what_was_learned_comes_along_and_the_targets_own_stays() throws IOException {
    Examples.library(a, Examples.image("aaaa", "/photos/a.jpg"));
    Examples.library(b, Examples.image("bbbb", "/photos/b.jpg"));
    learned(a, "labels/pets.txt", "cat");
    learned(a, "labels/cars.txt.part", "half");
    learned(b, "labels/pets.txt", "dog");
    learned(b, "concepts/grandma.json", "{}");

    LibraryMerge.run(List.of(a, b), c, List.of());
    LibraryMerge.run(List.of(b), c, List.of());

    Path learned = LibraryFolder.learned(c);
    assertThat(learned.resolve("labels/pets.txt")).hasContent("cat");
    assertThat(learned.resolve("concepts/grandma.json")).hasContent("{}");
    assertThat(learned.resolve("labels/cars.txt.part")).doesNotExist();
  }

  private static void learned(Path library, String name, String text) throws IOException {
    Path file = LibraryFolder.learned(library).resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void thumbnails_come_along() throws IOException {
    Examples.library(a, Examples.image("aaaa", "/a/1"));
    new ThumbnailFolder(LibraryFolder.thumbnails(a)).write("aaaa", new byte[] {7});

    LibraryMerge.run(List.of(a), c, List.of());

    assertThat(new ThumbnailFolder(LibraryFolder.thumbnails(c)).read("aaaa").orElseThrow())
        .containsExactly(7);
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(30)
  void merging_is_what_maps_would_give(long seed) {
    var random = new Random(seed);
    var expected = new HashMap<String, Set<String>>();
    for (Path folder : List.of(a, b)) {
      var paths = new HashMap<String, Set<String>>();
      for (int i = 0; i < 40; i++) {
        String id = "id" + random.nextInt(60);
        paths.computeIfAbsent(id, _ -> new HashSet<>()).add("/" + id + "/" + random.nextInt(3));
      }
      try (var writer = LibraryWriter.open(folder, Examples.MODEL)) {
        paths.forEach(
            (id, all) -> {
              writer.put(
                  Examples.image(id, all.toArray(String[]::new)), Examples.vector(id.hashCode()));
              if (random.nextInt(10) == 0) {
                writer.commit();
              }
            });
        writer.commit();
      }
      paths.forEach((id, all) -> expected.computeIfAbsent(id, _ -> new HashSet<>()).addAll(all));
    }

    LibraryMerge.run(Stream.of(a, b).toList(), c, List.of());

    assertThat(contents(c)).isEqualTo(expected);
  }
}
