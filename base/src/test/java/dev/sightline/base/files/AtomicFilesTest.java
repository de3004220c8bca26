package dev.sightline.base.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir Path folder;

  @Test
  void writes_a_new_file_in_a_folder_that_is_not_there_yet() throws Exception {
    Path file = folder.resolve("a/b/state.json");

    AtomicFiles.writeDurably(file, "über");

    assertThat(file).hasContent("über");
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void keeps_the_old_content_when_writing_fails() throws Exception {
    Path file = folder.resolve("state.json");
    AtomicFiles.write(file, "old".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    file,
                    unfinished -> {
                      Files.writeString(unfinished, "ne");
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");

    assertThat(file).hasContent("old");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void readers_see_the_old_or_the_new_content_and_nothing_between() throws Exception {
    Path file = folder.resolve("state");
    byte[] ones = "1".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    byte[] twos = "2".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    AtomicFiles.write(file, ones);
    var done = new AtomicBoolean();
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; i < 100; i++) {
                    writeUnchecked(file, i % 2 == 0 ? twos : ones);
                  }
                  done.set(true);
                });

    int reads = 0;
    while (!done.get() || reads == 0) {
      assertThat(Files.readAllBytes(file)).isIn(ones, twos);
      reads++;
    }
    writer.join();
  }

  private static void writeUnchecked(Path file, byte[] content) {
    try {
      AtomicFiles.write(file, content);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void moves_over_a_file_that_is_there() throws Exception {
    Path finished = Files.writeString(folder.resolve("finished"), "new");
    Path target = Files.writeString(folder.resolve("target"), "old");

    AtomicFiles.move(finished, target);

    assertThat(target).hasContent("new");
    assertThat(finished).doesNotExist();
  }
}
