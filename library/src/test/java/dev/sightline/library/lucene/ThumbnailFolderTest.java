package dev.sightline.library.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbnailFolderTest {
  private static final String ID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

  @TempDir private Path temporary;
  private Path folder;
  private ThumbnailFolder thumbnails;

  @BeforeEach
  void chooseAFolder() {
    folder = temporary.resolve("thumbnails");
    thumbnails = new ThumbnailFolder(folder);
  }

  @Test
  void a_thumbnail_that_was_never_made_is_absent_and_asking_makes_no_folder() throws Exception {
    assertThat(thumbnails.read(ID)).isEmpty();
    assertThat(folder).doesNotExist();
  }

  @Test
  void a_thumbnail_comes_back_as_it_was_written() throws Exception {
    thumbnails.write(ID, new byte[] {1, 2, 3});

    assertThat(thumbnails.read(ID))
        .hasValueSatisfying(it -> assertThat(it).containsExactly(1, 2, 3));
    assertThat(folder.resolve("0a").resolve(ID + ".jpg")).hasBinaryContent(new byte[] {1, 2, 3});
  }

  @Test
  void writing_again_replaces_and_leaves_nothing_unfinished() throws Exception {
    thumbnails.write(ID, new byte[] {1, 2, 3});
    thumbnails.write(ID, new byte[] {4});

    assertThat(thumbnails.read(ID)).hasValueSatisfying(it -> assertThat(it).containsExactly(4));
    assertThat(folder.resolve("0a").toFile().list()).containsExactly(ID + ".jpg");
  }

  @Test
  void a_thumbnail_that_cannot_be_written_leaves_nothing_behind() throws Exception {
    Path target = folder.resolve("0a").resolve(ID + ".jpg");
    Files.createDirectories(target.resolve("in the way"));

    assertThatThrownBy(() -> thumbnails.write(ID, new byte[] {1})).isInstanceOf(IOException.class);
    assertThat(folder.resolve("0a")).isDirectoryNotContaining("glob:**.part");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "../../etc/passwd", "ABCD", "0a1b/0a1b", "zzzz"})
  void only_an_image_id_names_a_thumbnail(String id) {
    assertThatThrownBy(() -> thumbnails.read(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not an image id: " + id);
    assertThatThrownBy(() -> thumbnails.write(id, new byte[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not an image id: " + id);
  }
}
