package dev.sightline.indexer.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.indexer.walk.RunScope;
import dev.sightline.indexer.watch.PendingChanges.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// When many changes become one run, with a simulated clock.
class PendingChangesTest {
  private static final Path A = Path.of("/photos/a.jpg");
  private static final Path B = Path.of("/photos/b.jpg");
  private static final Path PHOTOS = Path.of("/photos");
  private static final Path FOLDER = PHOTOS.resolve("album");

  private final PendingChanges book = new PendingChanges();

  private static long at(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }

  private Optional<RunScope> take(long millis) {
    return book.take(at(millis));
  }

  @Test
  void nothing_is_due_while_nothing_has_changed() {
    assertThat(book.due()).isEmpty();
    assertThat(take(1_000_000)).isEmpty();
  }

  @Test
  void a_change_is_due_once_it_has_been_quiet() {
    book.note(A, Kind.TREE, at(1000));

    assertThat(take(1399)).isEmpty();
    assertThat(take(1450)).hasValueSatisfying(it -> assertThat(it.trees()).containsExactly(A));
    assertThat(book.due()).isEmpty();
  }

  @Test
  void a_file_that_is_being_written_is_left_until_it_is_not() {
    for (int millis = 0; millis < 10_000; millis += 100) {
      book.note(A, Kind.TREE, at(millis));
      assertThat(take(millis)).isEmpty();
    }

    assertThat(take(9900 + 450)).isPresent();
  }

  @Test
  void a_quiet_file_does_not_wait_for_another_that_is_being_written() {
    book.note(B, Kind.TREE, at(0));
    var taken = new ArrayList<Path>();
    for (int millis = 0; millis <= 1300; millis += 100) {
      book.note(A, Kind.TREE, at(millis));
      take(millis).ifPresent(it -> taken.addAll(it.trees()));
    }

    assertThat(taken).containsExactly(B);
  }

  @Test
  void a_burst_of_ten_thousand_files_in_ten_seconds_is_few_runs_and_none_is_lost() {
    int runs = 0;
    var taken = new HashSet<Path>();
    for (int file = 0; file < 10_000; file++) {
      book.note(Path.of("/photos/%05d.jpg".formatted(file)), Kind.TREE, at(file));
      Optional<RunScope> run = take(file);
      if (run.isPresent()) {
        runs++;
        taken.addAll(run.get().trees());
      }
    }
    taken.addAll(take(20_000).orElseThrow().trees());

    assertThat(runs).isBetween(1, 9);
    assertThat(taken).hasSize(10_000);
  }

  @Test
  void both_ends_of_a_move_are_in_one_run() {
    book.note(A, Kind.GONE, at(0));
    book.note(B, Kind.TREE, at(1));

    assertThat(take(420)).isEmpty();
    assertThat(take(451).orElseThrow().trees()).containsExactlyInAnyOrder(A, B);
  }

  @Test
  void in_an_endless_burst_what_is_gone_waits_a_little_longer_than_what_has_come() {
    book.note(A, Kind.GONE, at(800));
    book.note(B, Kind.TREE, at(801));
    book.note(FOLDER, Kind.TREE, at(10));
    for (int millis = 100; millis < 1210; millis += 100) {
      book.note(FOLDER, Kind.TREE, at(millis));
    }

    assertThat(take(1210).orElseThrow().trees()).containsExactly(B);
    assertThat(take(2000).orElseThrow().trees()).containsExactlyInAnyOrder(A, FOLDER);
  }

  @Test
  void what_lies_in_a_changed_folder_is_looked_at_with_it() {
    book.note(FOLDER.resolve("x.jpg"), Kind.TREE, at(0));
    book.note(FOLDER, Kind.TREE, at(0));
    book.note(FOLDER.resolve("y"), Kind.FOLDER, at(0));
    book.note(PHOTOS, Kind.FOLDER, at(0));

    RunScope scope = take(450).orElseThrow();

    assertThat(scope.trees()).containsExactly(FOLDER);
    assertThat(scope.folders()).containsExactly(PHOTOS);
    assertThat(scope.covers(A)).isTrue();
    assertThat(scope.covers(FOLDER.resolve("z/z.jpg"))).isTrue();
    assertThat(scope.covers(Path.of("/photos/other/z.jpg"))).isFalse();
  }

  @Test
  void what_was_put_off_waits_for_its_time_and_comes_sooner_when_it_changes() {
    book.addLater(A, at(10_000));
    book.addLater(B, at(10_000));
    assertThat(take(9_999)).isEmpty();

    book.note(B, Kind.TREE, at(5_000));

    assertThat(take(5_450).orElseThrow().trees()).containsExactly(B);
    assertThat(take(10_000).orElseThrow().trees()).containsExactly(A);
  }

  @Test
  void a_part_that_could_not_be_done_is_noted_again() {
    book.note(A, Kind.TREE, at(0));
    book.note(FOLDER, Kind.FOLDER, at(0));
    RunScope scope = take(450).orElseThrow();

    book.addAgain(scope, at(1450));

    assertThat(take(1449)).isEmpty();
    RunScope again = take(1450).orElseThrow();
    assertThat(again.trees()).containsExactly(A);
    assertThat(again.folders()).containsExactly(FOLDER);
  }

  @Test
  void what_lies_on_a_disk_that_was_taken_away_is_forgotten() {
    book.note(A, Kind.TREE, at(0));
    book.note(Path.of("/other/c.jpg"), Kind.TREE, at(0));

    book.removeBelow(PHOTOS);

    assertThat(take(450).orElseThrow().trees()).containsExactly(Path.of("/other/c.jpg"));
  }
}
