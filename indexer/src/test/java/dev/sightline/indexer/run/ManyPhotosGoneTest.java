package dev.sightline.indexer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.indexer.PhotoFolder;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.report.IndexReport.KeptPhotos;
import dev.sightline.indexer.walk.RunScope;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.lucene.FolderLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many photos of a folder are missing at once: the run keeps them at first.
class ManyPhotosGoneTest {
  private static final int PHOTOS = 14;

  @TempDir private Path temporary;
  private PhotoFolder folder;

  @BeforeEach
  void index() throws IOException {
    folder = new PhotoFolder(temporary);
    writeAll();
    folder.index();
  }

  private void writeAll() throws IOException {
    for (int i = 0; i < PHOTOS; i++) {
      folder.write(i + ".png", PhotoFolder.image(i));
    }
  }

  private void delete(int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      Files.delete(folder.photos().resolve(i + ".png"));
    }
  }

  private KeptPhotos kept(int photos) {
    return new KeptPhotos(folder.photos(), photos, PHOTOS);
  }

  @Test
  void an_emptied_root_keeps_its_photos_until_the_second_run_in_a_row() throws IOException {
    delete(0, PHOTOS);

    IndexReport first = folder.index();
    assertThat(first.removed()).isZero();
    assertThat(first.kept()).containsExactly(kept(PHOTOS));
    assertThat(folder.indexed()).hasSize(PHOTOS);

    IndexReport second = folder.index();
    assertThat(second.removed()).isEqualTo(PHOTOS);
    assertThat(second.kept()).isEmpty();
    assertThat(folder.indexed()).isEmpty();
  }

  @Test
  void prune_removes_them_at_once() throws IOException {
    delete(0, PHOTOS);

    IndexReport report = folder.index(PhotoFolder.settings().withPrune(true), List.of());

    assertThat(report.removed()).isEqualTo(PHOTOS);
    assertThat(report.kept()).isEmpty();
  }

  @Test
  void a_quarter_or_fewer_than_five_go_at_once() throws IOException {
    delete(0, 3);
    assertThat(folder.index().removed()).isEqualTo(3);
    delete(3, 7); // 4 of 11
    assertThat(folder.index().removed()).isEqualTo(4);
    delete(7, 12); // 5 of 7
    assertThat(folder.index().removed()).isZero();
  }

  @Test
  void what_is_found_gone_must_be_the_same_twice() throws IOException {
    delete(0, 8);
    assertThat(folder.index().kept()).containsExactly(kept(8));
    delete(8, 9);
    assertThat(folder.index().kept()).containsExactly(kept(9));
    assertThat(folder.index().removed()).isEqualTo(9);
  }

  @Test
  void photos_that_come_back_are_as_they_were_and_nothing_is_pending() throws IOException {
    delete(0, PHOTOS);
    folder.index();
    writeAll();

    IndexReport back = folder.index();
    assertThat(back.embedded() + back.removed()).isZero();
    assertThat(back.unchanged()).isEqualTo(PHOTOS);

    delete(0, PHOTOS);
    assertThat(folder.index().removed()).isZero();
  }

  @Test
  void moved_photos_are_not_gone() throws IOException {
    Files.createDirectories(folder.photos().resolve("sub"));
    for (int i = 0; i < PHOTOS; i++) {
      Files.move(
          folder.photos().resolve(i + ".png"), folder.photos().resolve("sub/%d.png".formatted(i)));
    }

    IndexReport report = folder.index();

    assertThat(report.moved()).isEqualTo(PHOTOS);
    assertThat(report.kept()).isEmpty();
  }

  @Test
  void excluded_photos_leave_at_once() throws IOException {
    IndexReport report = folder.index(PhotoFolder.settings(), List.of("*.png"));

    assertThat(report.removed()).isEqualTo(PHOTOS);
    assertThat(report.kept()).isEmpty();
  }

  @Test
  void a_dry_run_tells_the_same() throws IOException {
    delete(0, PHOTOS);

    assertThat(dryRun(false).kept()).containsExactly(kept(PHOTOS));
    assertThat(dryRun(true).removed()).isEqualTo(PHOTOS);
    folder.index();
    assertThat(dryRun(false).removed()).isEqualTo(PHOTOS);
    assertThat(folder.indexed()).hasSize(PHOTOS);
  }

  private IndexReport dryRun(boolean prune) {
    return PhotoFolder.indexer(PhotoFolder.settings().withPrune(prune))
        .dryRun(
            folder.library(),
            List.of(new LibraryRoot(folder.photos(), List.of())),
            new IndexProgress());
  }

  private IndexReport part(RunScope scope) {
    return part(scope, RecentRemovals.none());
  }

  private IndexReport part(RunScope scope, RecentRemovals recent) {
    try (var place = new FolderLocation(folder.library())) {
      return PhotoFolder.indexer(PhotoFolder.settings())
          .runPart(place, scope, new IndexProgress(), recent)
          .report();
    }
  }

  @Test
  void the_events_of_a_watch_never_remove_them_but_a_second_full_walk_does() throws IOException {
    delete(0, PHOTOS);
    RunScope events = RunScope.of(Set.of(folder.photos()), Set.of());
    RunScope full = RunScope.of(Set.of(folder.photos()), Set.of(), Set.of(folder.photos()));

    assertThat(part(events).kept()).containsExactly(kept(PHOTOS));
    assertThat(part(events).kept()).containsExactly(kept(PHOTOS));
    assertThat(part(full).kept()).containsExactly(kept(PHOTOS));
    assertThat(part(events).removed()).isZero();
    assertThat(part(full).removed()).isEqualTo(PHOTOS);
  }

  @Test
  void a_part_counts_the_photos_that_it_does_not_look_at() throws IOException {
    folder.write("sub/x.png", PhotoFolder.image(100));
    for (int i = 0; i < 20; i++) {
      folder.write("other/%d.png".formatted(i), PhotoFolder.image(200 + i));
    }
    folder.index();
    delete(0, 5); // 5 of 35
    assertThat(part(RunScope.of(Set.of(), Set.of(folder.photos()))).removed()).isEqualTo(5);
  }

  @Test
  void a_root_that_was_emptied_does_not_keep_another_from_being_tidied() throws IOException {
    Path second = Files.createDirectories(temporary.resolve("second")).toRealPath();
    Files.write(second.resolve("a.png"), PhotoFolder.image(300));
    var roots = List.of(new LibraryRoot(second, List.of()));
    PhotoFolder.indexer(PhotoFolder.settings()).run(folder.library(), roots, new IndexProgress());
    delete(0, PHOTOS);
    Files.delete(second.resolve("a.png"));

    IndexReport report = folder.index();

    assertThat(report.removed()).isEqualTo(1);
    assertThat(report.kept()).containsExactly(kept(PHOTOS));
  }

  @Test
  void a_large_deletion_that_comes_in_several_runs_of_a_watch_is_kept_from_a_quarter_on()
      throws IOException {
    for (int i = PHOTOS; i < 40; i++) {
      folder.write(i + ".png", PhotoFolder.image(i));
    }
    folder.index();
    var now = new AtomicLong();
    var recent = new RecentRemovals(now::get);
    RunScope scope = RunScope.of(Set.of(folder.photos()), Set.of());
    delete(0, 8); // 8 of 40

    assertThat(part(scope, recent).removed()).isEqualTo(8);
    delete(8, 15); // 15 of 40 within a minute
    assertThat(part(scope, recent).kept()).containsExactly(new KeptPhotos(folder.photos(), 7, 32));
    now.addAndGet(RecentRemovals.TOGETHER.toNanos() + 1);
    assertThat(part(scope, recent).removed()).isEqualTo(7); // 7 of 32
  }
}
