package dev.sightline.indexer.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.indexer.walk.FakeMounts;
import dev.sightline.library.LibraryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which roots are watched, and the handling of those that cannot be, with a simulated clock.
class WatchedRootsTest {
  @TempDir private Path temporary;
  private final PendingChanges book = new PendingChanges();
  private final List<WatchEvent> news = new ArrayList<>();
  private final FakeMounts mounts = new FakeMounts();
  private Duration now = Duration.ZERO;
  private LibraryRoot root = new LibraryRoot(Path.of("/"), List.of());

  @BeforeEach
  void makeARoot() throws IOException {
    Path folder = Files.createDirectories(temporary.toRealPath().resolve("photos"));
    root = new LibraryRoot(folder, List.of());
  }

  private WatchedRoots roots(WatchedRoots.Starter starter) {
    Path library = temporary.resolve("library");
    return new WatchedRoots(library, book, () -> now.toNanos(), news::add, starter, () -> mounts);
  }

  /// Advances the clock, checks, and returns whether the root is to be walked.
  private boolean isWalkedAfter(Duration time, WatchedRoots roots) {
    now = now.plus(time);
    roots.check(List.of(root));
    now = now.plusSeconds(1);
    return book.take(now.toNanos()).isPresent();
  }

  @Test
  void a_root_that_the_system_does_not_tell_of_is_walked_every_minute_and_that_is_said() {
    try (var roots =
        roots(
            (_, _, _, _) -> {
              throw new IOException("User limit of inotify watches reached");
            })) {
      assertThat(isWalkedAfter(Duration.ZERO, roots)).isTrue();
      assertThat(isWalkedAfter(Duration.ofSeconds(30), roots)).isFalse();
      assertThat(isWalkedAfter(Duration.ofSeconds(30), roots)).isTrue();
      assertThat(isWalkedAfter(Duration.ofSeconds(30), roots)).isFalse();
    }

    assertThat(news)
        .containsExactly(
            new WatchEvent.Polling(
                root.folder(), "User limit of inotify watches reached", Duration.ofMinutes(1)));
  }

  @Test
  void a_root_that_is_watched_is_walked_every_hour() {
    try (var roots = roots(RootWatch::start)) {
      assertThat(isWalkedAfter(Duration.ZERO, roots)).isTrue();
      assertThat(isWalkedAfter(Duration.ofMinutes(59), roots)).isFalse();
      assertThat(isWalkedAfter(Duration.ofMinutes(1), roots)).isTrue();
    }

    assertThat(news).isEmpty();
  }

  @Test
  void a_root_that_the_library_forgets_is_not_watched_any_more() {
    try (var roots = roots(RootWatch::start)) {
      roots.check(List.of(root));
      assertThat(roots.present()).isEqualTo(1);

      roots.check(List.of());

      assertThat(roots.present()).isZero();
    }
  }

  @Test
  void what_was_due_in_a_root_that_the_library_forgets_is_due_no_more() {
    try (var roots =
        roots(
            (_, _, _, _) -> {
              throw new IOException("a watch could tell of a change at any moment");
            })) {
      roots.check(List.of(root));
      assertThat(book.due()).isPresent();

      roots.check(List.of());

      assertThat(book.due()).isEmpty();
    }
  }

  @Test
  void a_root_that_goes_and_comes_is_told_once_each() throws IOException {
    try (var roots = roots(RootWatch::start)) {
      roots.check(List.of(root));
      Path away = Files.move(root.folder(), temporary.resolve("away"));
      roots.check(List.of(root));
      roots.check(List.of(root));
      Files.move(away, root.folder());
      assertThat(isWalkedAfter(Duration.ZERO, roots)).isTrue();
    }

    assertThat(news)
        .containsExactly(
            new WatchEvent.RootGone(root.folder()), new WatchEvent.RootBack(root.folder()));
  }

  @Test
  void a_root_is_walked_when_a_disk_is_mounted_or_unmounted_below_it() {
    Path nas = root.folder().resolve("nas");
    try (var roots = roots(RootWatch::start)) {
      assertThat(isWalkedAfter(Duration.ZERO, roots)).isTrue();
      mounts.mount(nas);
      assertThat(isWalkedAfter(Duration.ofSeconds(2), roots)).isTrue();
      assertThat(isWalkedAfter(Duration.ofSeconds(2), roots)).isFalse();
      mounts.unmount(nas);
      assertThat(isWalkedAfter(Duration.ofSeconds(2), roots)).isTrue();
    }
  }
}
