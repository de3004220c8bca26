package dev.sightline.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sightline.library.LibraryException.Reason;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.Lock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One writer at a time, within and across processes.
class WriterLockTest {
  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void makeALibrary() {
    folder = temporary.resolve("library");
    Examples.library(folder, Examples.image("id", "/a.jpg"));
  }

  @Test
  void a_second_writer_is_refused_and_the_first_goes_on() {
    try (var first = LibraryWriter.open(folder, Examples.MODEL)) {
      var refusal = secondFails();

      assertThat(refusal.reason()).isEqualTo(Reason.HELD);
      assertThat(refusal)
          .hasMessageStartingWith(
              "Another program is writing to the library in %s: a program, process %d on "
                  .formatted(folder, ProcessHandle.current().pid()))
          .hasMessageEndingWith(
              ". Wait until it is done, or stop it; searching goes on meanwhile.");
      first.put(Examples.image("more", "/b.jpg"), Examples.vector(1));
      first.commit();
      assertThat(Examples.ids(folder, "id", "more")).containsExactly("id", "more");
    }
  }

  @Test
  void a_writer_that_is_closed_lets_the_next_one_in() {
    LibraryWriter.open(folder, Examples.MODEL).close();

    try (var second = LibraryWriter.open(folder, Examples.MODEL)) {
      assertThat(second.hasUncommittedChanges()).isFalse();
    }
  }

  @Test
  void a_refused_model_does_not_hold_the_library() {
    var refusal =
        catchThrowableOfType(
            LibraryException.class,
            () -> LibraryWriter.open(folder, Examples.model("large", "bbbb", 4)).close());
    assertThat(refusal.reason()).isEqualTo(Reason.OTHER_MODEL);

    LibraryWriter.open(folder, Examples.MODEL).close();
  }

  @Test
  void a_writer_in_another_program_holds_the_library_until_that_program_dies() throws Exception {
    var program = HoldingProgram.start(folder);
    try {
      assertThat(secondFails().reason()).isEqualTo(Reason.HELD);
    } finally {
      program.destroyForcibly().waitFor();
    }

    try (var next = LibraryWriter.open(folder, Examples.MODEL)) {
      next.commit();
    }
    assertThat(Examples.ids(folder, "id", "uncommitted")).containsExactly("id");
  }

  /// Lets another program write between checking the folder and taking the lock.
  private static final class Overtaken extends FilterDirectory {
    private Runnable other;

    Overtaken(Directory directory, Runnable other) {
      super(directory);
      this.other = other;
    }

    @Override
    public Lock obtainLock(String name) throws IOException {
      other.run();
      other = () -> {};
      return super.obtainLock(name);
    }
  }

  @Test
  void what_another_program_committed_just_before_the_lock_is_kept() {
    var root = new LibraryRoot(Path.of("/photos"), List.of());

    try (var writer =
        LibraryWriter.open(
            folder,
            Examples.MODEL,
            it -> new Overtaken(it, () -> commitElsewhere(Examples.MODEL, root)))) {
      writer.commit();
    }

    try (var reader = LibraryReader.open(folder)) {
      assertThat(reader.state().roots()).containsExactly(root);
    }
  }

  @Test
  void a_library_that_another_program_made_just_before_the_lock_is_not_made_again() {
    folder = temporary.resolve("new");
    var root = new LibraryRoot(Path.of("/photos"), List.of());

    try (var writer =
        LibraryWriter.open(
            folder,
            Examples.MODEL,
            it -> new Overtaken(it, () -> commitElsewhere(Examples.MODEL, root)))) {
      assertThat(writer.state().roots()).containsExactly(root);
    }
  }

  @Test
  void a_library_that_another_program_made_with_another_model_is_refused_and_let_go() {
    folder = temporary.resolve("new");
    var other = Examples.model("large", "bbbb", 4);
    var root = new LibraryRoot(Path.of("/photos"), List.of());

    var refusal =
        catchThrowableOfType(
            LibraryException.class,
            () ->
                LibraryWriter.open(
                        folder,
                        Examples.MODEL,
                        it -> new Overtaken(it, () -> commitElsewhere(other, root)))
                    .close());

    assertThat(refusal.reason()).isEqualTo(Reason.OTHER_MODEL);
    LibraryWriter.open(folder, other).close();
  }

  private void commitElsewhere(LibraryModel model, LibraryRoot root) {
    try (var other = LibraryWriter.open(folder, model)) {
      other.setState(other.state().withRoots(List.of(root)));
      other.commit();
    }
  }

  private LibraryException secondFails() {
    return catchThrowableOfType(
        LibraryException.class, () -> LibraryWriter.open(folder, Examples.MODEL).close());
  }
}
