package dev.sightline.library.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.library.LibraryModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryPreloadTest {
  @TempDir private Path folder;

  private long bytes;

  @BeforeEach
  void library() throws IOException {
    try (var writer = LibraryWriter.open(folder, LibraryModel.synthetic(2))) {
      writer.commit();
    }
    try (var files = Files.list(folder.resolve("index"))) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
  }

  @Test
  void every_file_of_the_index_is_read_to_its_end() {
    assertThat(bytes).isPositive();
    assertThat(LibraryPreload.run(folder)).isEqualTo(bytes);
  }

  @Test
  void a_library_that_is_too_large_is_left_where_it_is() {
    assertThat(LibraryPreload.run(folder, bytes)).isEqualTo(bytes);
    assertThat(LibraryPreload.run(folder, bytes - 1)).isZero();
  }

  @Test
  void what_is_not_there_is_no_error() {
    assertThat(LibraryPreload.run(folder.resolve("nothing"))).isZero();
  }
}
