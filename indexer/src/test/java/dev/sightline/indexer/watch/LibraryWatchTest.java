package dev.sightline.indexer.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.indexer.PhotoFolder;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.library.LibraryLocation;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.lucene.FolderLocation;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A watch of real folders. Tests wait for its events, with long timeouts.
class LibraryWatchTest {
  private static final long PATIENCE_SECONDS = 60;

  @TempDir private Path temporary;
  private final BlockingQueue<WatchEvent> news = new LinkedBlockingQueue<>();
  private PhotoFolder folder;
  private LibraryLocation place;
  private LibraryWatch watch;
  private Thread thread;

  @BeforeEach
  void makeAFolder() throws IOException {
    folder = new PhotoFolder(temporary);
    place = new FolderLocation(folder.library());
    watch =
        new LibraryWatch(
            PhotoFolder.indexer(PhotoFolder.settings()),
            place,
            List.of(new LibraryRoot(folder.photos(), List.of())),
            news::add);
    thread = Thread.ofPlatform().name("watch").daemon().unstarted(watch::run);
  }

  @AfterEach
  void stop() throws InterruptedException {
    watch.stop();
    thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    assertThat(thread.isAlive()).as("the watch has ended").isFalse();
    place.close();
  }

  private void start() throws InterruptedException {
    thread.start();
    await(WatchEvent.Watching.class);
  }

  /// The next event of a kind; others are skipped.
  private <T extends WatchEvent> T await(Class<T> kind) throws InterruptedException {
    while (true) {
      WatchEvent next = news.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(next).as("news of " + kind.getSimpleName()).isNotNull();
      if (kind.isInstance(next)) {
        return kind.cast(next);
      }
    }
  }

  /// Waits for runs until the library has these files, and adds up their reports.
  private long[] awaitLibrary(Predicate<Set<String>> expected) throws InterruptedException {
    var sums = new long[5];
    while (!expected.test(indexed())) {
      IndexReport report = await(WatchEvent.Ran.class).report();
      sums[0] += report.added();
      sums[1] += report.changed();
      sums[2] += report.moved();
      sums[3] += report.removed();
      sums[4] += report.embedded();
    }
    return sums;
  }

  private void awaitFiles(String... names) throws InterruptedException {
    awaitLibrary(Set.of(names)::equals);
  }

  private Set<String> indexed() {
    return folder.indexed().keySet().stream()
        .map(it -> folder.photos().relativize(it).toString())
        .collect(Collectors.toSet());
  }

  @Test
  void a_file_that_appears_moves_and_vanishes_is_followed() throws Exception {
    folder.write("a.png", PhotoFolder.image(1));
    start();
    awaitFiles("a.png");

    Path file = folder.write("b.png", PhotoFolder.image(2));
    awaitFiles("a.png", "b.png");

    Files.move(file, folder.photos().resolve("c.png"));
    awaitFiles("a.png", "c.png");

    Files.delete(folder.photos().resolve("c.png"));
    awaitFiles("a.png");
  }

  @Test
  void a_file_that_changes_is_embedded_anew() throws Exception {
    Path file = folder.write("a.png", PhotoFolder.image(1));
    start();
    awaitFiles("a.png");
    String before = folder.indexed().get(file);

    folder.write("a.png", PhotoFolder.image(2));

    awaitLibrary(_ -> !Objects.equals(folder.indexed().get(file), before));
  }

  @Test
  void a_folder_that_is_renamed_keeps_its_vectors() throws Exception {
    for (int i = 0; i < 30; i++) {
      folder.write("old/deep/%02d.png".formatted(i), PhotoFolder.image(i));
    }
    start();
    awaitLibrary(it -> it.size() == 30);

    Files.move(folder.photos().resolve("old"), folder.photos().resolve("new"));
    long[] sums = awaitLibrary(it -> it.contains("new/deep/29.png") && it.size() == 30);

    assertThat(sums).containsExactly(0, 0, 30, 0, 0);
    folder.write("new/deep/more.png", PhotoFolder.image(99));
    awaitLibrary(it -> it.contains("new/deep/more.png"));
  }

  @Test
  void folders_that_come_with_files_in_them_are_watched_too() throws Exception {
    start();

    for (int i = 0; i < 20; i++) {
      folder.write("one/%d/two/a.png".formatted(i), PhotoFolder.image(i));
    }
    awaitLibrary(it -> it.size() == 20);

    folder.write("one/7/two/b.png", PhotoFolder.image(100));
    awaitLibrary(it -> it.contains("one/7/two/b.png"));
  }

  @Test
  void a_half_copied_file_is_waited_for() throws Exception {
    start();
    byte[] whole = PhotoFolder.image(1);
    Path file = folder.write("a.png", Arrays.copyOf(whole, 60));
    folder.write("other.png", PhotoFolder.image(2));
    awaitFiles("other.png");
    assertThat(folder.quarantined()).isEmpty();

    Files.write(file, Arrays.copyOfRange(whole, 60, whole.length), StandardOpenOption.APPEND);

    awaitFiles("a.png", "other.png");
    assertThat(folder.quarantined()).isEmpty();
  }

  @Test
  void a_library_that_somebody_writes_to_is_waited_for() throws Exception {
    start();
    LibraryModel model;
    try (var reader = LibraryReader.open(folder.library())) {
      model = reader.state().model();
    }
    try (var _ = LibraryWriter.open(folder.library(), model)) {
      folder.write("a.png", PhotoFolder.image(1));
      assertThat(await(WatchEvent.Waiting.class).why()).contains("is writing to the library");
    }

    awaitFiles("a.png");
  }

  @Test
  void a_root_that_goes_keeps_its_photos_and_is_watched_again_when_it_comes_back()
      throws Exception {
    folder.write("a.png", PhotoFolder.image(1));
    start();
    awaitFiles("a.png");
    Path away = temporary.resolve("away");

    Files.move(folder.photos(), away);
    assertThat(await(WatchEvent.RootGone.class).root()).isEqualTo(folder.photos());
    assertThat(indexed()).containsExactly("a.png");

    Files.write(away.resolve("b.png"), PhotoFolder.image(2));
    Files.move(away, folder.photos());
    await(WatchEvent.RootBack.class);
    awaitFiles("a.png", "b.png");
    folder.write("c.png", PhotoFolder.image(3));
    awaitFiles("a.png", "b.png", "c.png");
  }

  @Test
  void the_empty_folder_under_a_disk_that_was_taken_away_removes_nothing() throws Exception {
    folder.write("a.png", PhotoFolder.image(1));
    start();
    awaitFiles("a.png");

    Files.move(folder.photos(), temporary.resolve("away"));
    Files.createDirectories(folder.photos());

    await(WatchEvent.RootGone.class);
    assertThat(indexed()).containsExactly("a.png");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void a_link_to_a_folder_is_followed_when_it_comes_and_when_it_goes() throws Exception {
    start();
    Path outside = Files.createDirectories(temporary.resolve("outside"));
    Files.write(outside.resolve("o.png"), PhotoFolder.image(1));

    Path link = Files.createSymbolicLink(folder.photos().resolve("link"), outside);
    awaitFiles("link/o.png");
    Files.write(outside.resolve("p.png"), PhotoFolder.image(2));
    awaitFiles("link/o.png", "link/p.png");

    Files.delete(link);
    awaitFiles();
  }

  @Test
  void a_root_that_another_program_adds_is_watched() throws Exception {
    start();
    Path more = Files.createDirectories(temporary.resolve("more")).toRealPath();
    PhotoFolder.indexer(PhotoFolder.settings())
        .run(folder.library(), List.of(new LibraryRoot(more, List.of())), new IndexProgress());

    Files.write(more.resolve("m.png"), PhotoFolder.image(1));

    awaitLibrary(it -> it.stream().anyMatch(name -> name.endsWith("m.png")));
  }

  @Test
  void a_burst_of_files_is_few_runs() throws Exception {
    start();
    int files = 300;
    for (int i = 0; i < files; i++) {
      folder.write("%03d.png".formatted(i), PhotoFolder.image(i));
    }

    int runs = 0;
    while (indexed().size() < files) {
      await(WatchEvent.Ran.class);
      runs++;
    }

    assertThat(runs).isLessThan(30);
  }
}
