package dev.sightline.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.library.maintenance.LibraryDeletion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The message about the program that holds the write lock.
class WriterLockInfoTest {
  private static final long SELF = ProcessHandle.current().pid();

  @TempDir private Path temporary;
  private Path folder;
  private Path note;

  @BeforeEach
  void makeALibrary() {
    folder = temporary.resolve("library");
    note = folder.resolve("holder.txt");
    Examples.library(folder, Examples.image("id", "/a.jpg"));
  }

  private String refusal() {
    return String.valueOf(
        catchThrowableOfType(
                LibraryException.class, () -> LibraryWriter.open(folder, Examples.MODEL).close())
            .getMessage());
  }

  @Test
  void another_program_is_named_with_its_process_and_since_when() throws Exception {
    var program = HoldingProgram.start(folder);
    try {
      assertThat(refusal())
          .startsWith("Another program is writing to the library in %s: ".formatted(folder))
          .contains("a program, process %d on ".formatted(program.pid()))
          .containsPattern(", since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\. Wait until");
    } finally {
      program.destroyForcibly().waitFor();
    }
  }

  @Test
  void a_killed_program_leaves_a_note_that_nobody_is_shown_and_that_blocks_nobody()
      throws Exception {
    var program = HoldingProgram.start(folder);
    program.destroyForcibly().waitFor();
    List<String> left = Files.readAllLines(note);
    assertThat(left).contains("pid=" + program.pid());

    try (var _ = LibraryWriter.open(folder, Examples.MODEL)) {
      assertThat(refusal()).contains("process " + SELF).doesNotContain("" + program.pid());
      Files.write(note, left); // as if the new holder had not come to write its own yet
      assertThat(refusal()).contains("in %s. Wait".formatted(folder)).doesNotContain("process");
    }
    assertThat(note).doesNotExist();
  }

  @Test
  void a_process_that_has_the_number_of_a_dead_one_is_not_taken_for_it() throws IOException {
    try (var _ = LibraryWriter.open(folder, Examples.MODEL)) {
      var lines = Files.readAllLines(note);
      lines.replaceAll(it -> it.startsWith("started=") ? "started=1000" : it);
      Files.write(note, lines);

      assertThat(refusal()).doesNotContain("process");
    }
  }

  @Test
  void a_program_on_another_machine_is_believed() throws IOException {
    try (var _ = LibraryWriter.open(folder, Examples.MODEL)) {
      Files.write(
          note, List.of("command=index", "pid=1", "host=elsewhere", "started=1", "since=1000"));

      assertThat(refusal()).contains(": index, process 1 on elsewhere, since 1");
    }
  }

  @Test
  void a_note_that_is_not_whole_is_not_shown() throws IOException {
    try (var _ = LibraryWriter.open(folder, Examples.MODEL)) {
      for (String text : List.of("", "host=", "command=index\npid=", "pid=" + SELF)) {
        Files.writeString(note, text);
        assertThat(refusal()).as(text).contains("in %s. Wait".formatted(folder));
      }
    }
  }

  @Test
  void a_note_that_cannot_be_written_is_no_hindrance() throws IOException {
    Files.createDirectories(note.resolve("in the way"));

    try (var writer = LibraryWriter.open(folder, Examples.MODEL)) {
      writer.commit();
    }
    assertThat(Examples.ids(folder, "id")).containsExactly("id");
  }

  @Test
  void what_a_killed_program_left_is_no_stranger_in_a_library_that_is_made_or_deleted()
      throws IOException {
    Path fresh = Files.createDirectories(temporary.resolve("fresh"));
    Files.writeString(fresh.resolve("holder.txt"), "pid=1");
    Examples.library(fresh, Examples.image("id", "/a.jpg"));
    Files.writeString(fresh.resolve("holder.txt"), "pid=1");

    var outcome = LibraryDeletion.delete(fresh);

    assertThat(outcome.left()).isEmpty();
    assertThat(fresh).doesNotExist();
  }
}
