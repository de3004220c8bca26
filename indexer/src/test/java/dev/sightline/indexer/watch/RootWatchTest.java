package dev.sightline.indexer.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.indexer.walk.RunScope;
import dev.sightline.library.LibraryRoot;
import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryChangeEvent.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Handling of file system events, which the tests pass in; the clock stands still.
class RootWatchTest {
  private static final long LATER = PendingChanges.LATEST.toNanos();

  @TempDir private Path temporary;
  private final PendingChanges book = new PendingChanges();
  private Path root;
  private RootWatch watch;

  @BeforeEach
  void watchAFolder() throws IOException {
    root = temporary.toRealPath().resolve("photos");
    Files.createDirectories(root.resolve("inner"));
    watch =
        RootWatch.start(
            new LibraryRoot(root, List.of("draft*")), Set.of(root.resolve("inner")), book, () -> 0);
  }

  @AfterEach
  void close() {
    watch.close();
  }

  private Optional<RunScope> heard(EventType type, boolean isFolder, @Nullable Path path) {
    watch.heard(new DirectoryChangeEvent(type, isFolder, path, null, 1, root));
    return book.take(LATER);
  }

  private Optional<RunScope> heard(EventType type, String name) {
    return heard(type, false, root.resolve(name));
  }

  @Test
  void an_image_is_looked_at_alone() {
    Path image = root.resolve("sub/a.JPG");

    assertThat(heard(EventType.CREATE, "sub/a.JPG").orElseThrow().trees()).containsExactly(image);
    assertThat(heard(EventType.MODIFY, "sub/a.JPG").orElseThrow().trees()).containsExactly(image);
    assertThat(heard(EventType.DELETE, "sub/a.JPG").orElseThrow().trees()).containsExactly(image);
  }

  @Test
  void a_sidecar_is_a_change_of_its_folder_and_captions_of_all_below_it_too() {
    RunScope sidecar = heard(EventType.MODIFY, "sub/a.jpg.xmp").orElseThrow();
    assertThat(sidecar.trees()).isEmpty();
    assertThat(sidecar.folders()).containsExactly(root.resolve("sub"));

    RunScope takeout = heard(EventType.CREATE, "sub/a.jpg.supplemental-meta.json").orElseThrow();
    assertThat(takeout.folders()).containsExactly(root.resolve("sub"));

    RunScope captions = heard(EventType.DELETE, "sub/captions.tsv").orElseThrow();
    assertThat(captions.trees()).containsExactly(root.resolve("sub"));
  }

  @Test
  void a_folder_that_comes_or_goes_is_looked_at_with_all_below_it() {
    Path sub = root.resolve("sub");

    assertThat(heard(EventType.CREATE, true, sub).orElseThrow().trees()).containsExactly(sub);
    assertThat(heard(EventType.DELETE, true, sub).orElseThrow().trees()).containsExactly(sub);
    assertThat(heard(EventType.MODIFY, true, sub).orElseThrow().folders()).containsExactly(sub);
  }

  @Test
  void what_a_walk_would_not_show_is_not_noted() {
    for (String name :
        List.of("film.mp4", ".hidden.jpg", "@eaDir/a.jpg", "draft-1.jpg", "inner/a.jpg")) {
      assertThat(heard(EventType.CREATE, name)).as(name).isEmpty();
    }
  }

  @Test
  void after_an_overflow_the_root_is_watched_anew_and_walked() {
    assertThat(watch.isStale()).isFalse();

    RunScope scope = heard(EventType.OVERFLOW, false, null).orElseThrow();

    assertThat(watch.isStale()).isTrue();
    assertThat(scope.trees()).containsExactly(root);
  }
}
