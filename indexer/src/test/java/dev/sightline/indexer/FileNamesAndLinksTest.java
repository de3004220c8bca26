package dev.sightline.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.report.SkippedFile;
import dev.sightline.library.LibraryRoot;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Which files a run finds: names, links, excludes and nested roots.
class FileNamesAndLinksTest {
  @TempDir private Path temporary;
  private PhotoFolder folder;

  @BeforeEach
  void createFolder() throws IOException {
    folder = new PhotoFolder(temporary);
  }

  @Test
  void hidden_and_excluded_files_are_left_out_and_leave_when_excluded_later() throws IOException {
    folder.write(".hidden.png", PhotoFolder.image(1));
    folder.write(".cache/a.png", PhotoFolder.image(2));
    folder.write("@eaDir/a.png", PhotoFolder.image(3));
    folder.write("#recycle/a.png", PhotoFolder.image(4));
    folder.write("raw/a.png", PhotoFolder.image(5));
    Path kept = folder.write("kept/a.png", PhotoFolder.image(6));
    folder.write("kept/draft-1.png", PhotoFolder.image(7));

    folder.index();
    assertThat(folder.indexed()).hasSize(3);

    IndexReport report = folder.index(PhotoFolder.settings(), List.of("raw", "kept/draft-*"));
    assertThat(folder.indexed().keySet()).containsExactly(kept);
    assertThat(report.removed()).isEqualTo(2);

    folder.index(); // excludes are remembered
    assertThat(folder.indexed().keySet()).containsExactly(kept);
  }

  @Test
  void names_with_newline_emoji_and_spaces_are_found_again() throws IOException {
    folder.write("a\nb.png", PhotoFolder.image(1));
    folder.write("\uD83D\uDC36 dog.png", PhotoFolder.image(2));
    folder.write(" x ".repeat(60) + ".png", PhotoFolder.image(3));

    assertThat(folder.index().added()).isEqualTo(3);
    assertThat(folder.index().unchanged()).isEqualTo(3);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_name_that_is_not_utf_8_is_told_and_nothing_else_suffers() throws IOException {
    folder.write("good.png", PhotoFolder.image(1));
    Path bad = Path.of(URI.create(folder.photos().toUri() + "bad%FF.png"));
    Files.write(bad, PhotoFolder.image(2));

    IndexReport report = folder.index();

    assertThat(report.added()).isEqualTo(1);
    assertThat(report.skipped())
        .extracting(SkippedFile::detail)
        .containsExactly("its name is not valid UTF-8: rename it, for instance with convmv");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void a_loop_of_links_ends_and_a_linked_folder_is_entered_once() throws IOException {
    Path outside = Files.createDirectories(temporary.resolve("outside"));
    Files.write(outside.resolve("o.png"), PhotoFolder.image(1));
    folder.write("sub/a.png", PhotoFolder.image(2));
    Files.createSymbolicLink(folder.photos().resolve("sub/up"), folder.photos());
    Files.createSymbolicLink(folder.photos().resolve("sub/self"), Path.of("self"));
    Files.createSymbolicLink(folder.photos().resolve("link1"), outside);
    Files.createSymbolicLink(folder.photos().resolve("link2"), outside);
    Files.createSymbolicLink(outside.resolve("back"), folder.photos());

    IndexReport report = folder.index();

    assertThat(report.added()).isEqualTo(2);
    assertThat(folder.indexed().keySet())
        .containsExactly(
            folder.photos().resolve("link1/o.png"), folder.photos().resolve("sub/a.png"));
  }

  @Test
  void names_that_differ_in_case_only_are_two_files_and_a_renamed_one_is_a_move()
      throws IOException {
    Path small = folder.write("img.png", PhotoFolder.image(1));
    Path large = folder.photos().resolve("IMG.PNG");
    assumeFalse(Files.exists(large), "this file system does not tell them apart");
    folder.write("IMG.PNG", PhotoFolder.image(2));

    assertThat(folder.index().added()).isEqualTo(2);
    assertThat(folder.index().unchanged()).isEqualTo(2);
    Files.delete(large);
    Files.move(small, large);
    IndexReport renamed = folder.index();

    assertThat(renamed.embedded()).isZero();
    assertThat(folder.indexed().keySet()).containsExactly(large);
  }

  @Test
  void two_roots_one_inside_the_other_index_each_file_once() throws IOException {
    folder.write("a.png", PhotoFolder.image(1));
    folder.write("inner/b.png", PhotoFolder.image(2));
    var roots =
        List.of(
            new LibraryRoot(folder.photos(), List.of()),
            new LibraryRoot(folder.photos().resolve("inner"), List.of()));

    IndexReport first =
        PhotoFolder.indexer(PhotoFolder.settings())
            .run(folder.library(), roots, new IndexProgress());
    IndexReport second = folder.index();

    assertThat(first.added()).isEqualTo(2);
    assertThat(second.unchanged()).isEqualTo(2);
  }

  @Test
  void other_files_are_counted_and_not_quarantined() throws IOException {
    folder.write("film.mp4", "film".getBytes(StandardCharsets.UTF_8));
    folder.write("notes.txt", "notes".getBytes(StandardCharsets.UTF_8));

    IndexReport report = folder.index();

    assertThat(report.otherFiles()).isEqualTo(2);
    assertThat(report.skipped()).isEmpty();
    assertThat(folder.indexed()).isEqualTo(Map.of());
  }
}
