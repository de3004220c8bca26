package dev.sightline.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.report.SkippedFile;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.testkit.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Every file that looks like a photo and is not indexed is reported with the reason.
class NotIndexedTest {
  @TempDir private Path temporary;
  private PhotoFolder folder;

  @BeforeEach
  void makeAFolder() throws IOException {
    folder = new PhotoFolder(temporary);
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private List<String> details() {
    try (var reader = LibraryReader.open(folder.library())) {
      return reader.quarantined().stream().map(it -> it.detail()).toList();
    }
  }

  @Test
  void images_of_formats_that_cannot_be_read_are_quarantined_and_no_other_files()
      throws IOException {
    folder.write("a.jp2", latin1("\0\0\0\fjP  \r\n\u0087\n and more"));
    folder.write("b.svg", latin1("<svg xmlns='http://www.w3.org/2000/svg'/>"));
    folder.write("c.exr", latin1("v/1\u0001 and more"));
    folder.write("d.ico", latin1("\0\0\u0001\0 and more"));
    folder.write("e.xcf", latin1("gimp xcf v011"));
    folder.write("f.ai", latin1("%PDF-1.5 and more"));
    folder.write("g.tga", new byte[200]);
    folder.write("film.mp4", new byte[10]);
    folder.write("text.pdf", latin1("%PDF-1.5"));

    IndexReport report = folder.index();

    assertThat(report.otherFiles()).isEqualTo(2);
    assertThat(folder.quarantined())
        .containsExactly(
            "a.jp2 UNSUPPORTED",
            "b.svg UNSUPPORTED",
            "c.exr UNSUPPORTED",
            "d.ico UNSUPPORTED",
            "e.xcf UNSUPPORTED",
            "f.ai UNSUPPORTED",
            "g.tga UNSUPPORTED");
    assertThat(details())
        .contains(
            "This is an image in the format JPEG 2000, which is not supported.",
            "This is an SVG, a drawing and not pixels: export it as PNG.",
            "This is an image in the format Adobe Illustrator, which is not supported.");
    assertThat(folder.index().skipped()).hasSize(7);
  }

  @Test
  void a_photo_with_the_name_of_such_a_format_is_indexed_by_its_bytes() throws IOException {
    folder.write("a.tga", PhotoFolder.image(1));

    assertThat(folder.index().added()).isEqualTo(1);
  }

  @Test
  void a_raw_file_that_cannot_be_read_is_part_of_its_jpeg_and_told_of_when_it_is_alone()
      throws IOException {
    Path golden = Project.goldens("images/exif-6.jpg");
    folder.write("a.jpg", Files.readAllBytes(golden));
    folder.write("a.x3f", latin1("FOVb and more"));
    folder.write("b.x3f", latin1("FOVb and other"));

    folder.index();

    assertThat(folder.quarantined()).containsExactly("b.x3f UNSUPPORTED");
    assertThat(folder.images()).hasSize(1);
  }

  @Test
  void a_dry_run_tells_of_them_too() throws IOException {
    folder.write("a.exr", latin1("v/1\u0001 and more"));

    IndexReport report =
        PhotoFolder.indexer(PhotoFolder.settings())
            .dryRun(
                folder.library(),
                List.of(new dev.sightline.library.LibraryRoot(folder.photos(), List.of())),
                new IndexProgress());

    assertThat(report.added()).isZero();
    assertThat(report.skipped()).extracting(SkippedFile::reason).containsExactly("UNSUPPORTED");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void a_folder_without_permission_is_listed_until_it_can_be_read() throws IOException {
    Path closed = folder.write("closed/a.png", PhotoFolder.image(1)).getParent();
    folder.index();
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      assumeFalse(Files.isReadable(closed), "this user may read everything");
      IndexReport report = folder.index();
      assertThat(report.skipped()).hasSize(1);
      assertThat(folder.quarantined()).containsExactly("closed UNREADABLE");
      assertThat(folder.index().skipped()).hasSize(1);
      assertThat(folder.indexed()).hasSize(1);
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }

    folder.index();

    assertThat(folder.quarantined()).isEmpty();
    assertThat(folder.indexed()).hasSize(1);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_name_that_is_no_text_is_listed_until_it_is_changed() throws IOException {
    Path bad;
    try {
      bad = Path.of(java.net.URI.create(folder.photos().toUri() + "bad%FFname.png"));
      Files.write(bad, PhotoFolder.image(1));
    } catch (IllegalArgumentException | IOException e) {
      assumeFalse(true, "no such names here");
      return;
    }

    IndexReport report = folder.index();
    assertThat(report.skipped()).hasSize(1);
    assertThat(folder.quarantined()).containsExactly("bad\ufffdname.png UNREADABLE");
    assertThat(folder.index().skipped()).hasSize(1);

    Files.move(bad, folder.photos().resolve("good.png"));
    folder.index();
    assertThat(folder.quarantined()).isEmpty();
    assertThat(folder.indexed()).containsOnlyKeys(folder.photos().resolve("good.png"));
  }
}
