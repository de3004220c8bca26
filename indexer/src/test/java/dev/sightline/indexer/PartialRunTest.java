package dev.sightline.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.indexer.report.SkippedFile;
import dev.sightline.indexer.walk.RunScope;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.lucene.LibraryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Partial runs over changed files.
class PartialRunTest {
  /// A clock a day ahead, so that no file was written recently.
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));

  @TempDir private Path temporary;
  private PhotoFolder folder;

  @BeforeEach
  void makeAFolder() throws IOException {
    folder = new PhotoFolder(temporary);
  }

  private Indexer.WatchRun look(Clock clock, RunScope scope) {
    var settings =
        new IndexSettings(2, false, false, Optional.empty(), Optional.empty(), "test", clock);
    return folder.indexPart(settings, scope);
  }

  private IndexReport run(String... trees) {
    return look(LATER, RunScope.of(paths(trees), Set.of())).report();
  }

  private Set<Path> paths(String... names) {
    return Set.copyOf(Arrays.stream(names).map(folder.photos()::resolve).toList());
  }

  private List<String> indexed() {
    return folder.indexed().keySet().stream()
        .map(it -> folder.photos().relativize(it).toString())
        .toList();
  }

  @Test
  void only_the_changed_places_are_looked_at() throws IOException {
    folder.write("a.png", PhotoFolder.image(1));
    folder.write("sub/b.png", PhotoFolder.image(2));
    folder.index();
    folder.write("new.png", PhotoFolder.image(3));
    folder.write("sub/new.png", PhotoFolder.image(4));
    Files.delete(folder.photos().resolve("a.png"));

    IndexReport report = run("sub");

    assertThat(report.added()).isEqualTo(1);
    assertThat(report.unchanged()).isEqualTo(1);
    assertThat(report.removed()).isZero();
    assertThat(indexed()).containsExactly("a.png", "sub/b.png", "sub/new.png");
    assertThat(run("a.png", "new.png").removed()).isEqualTo(1);
    assertThat(indexed()).containsExactly("new.png", "sub/b.png", "sub/new.png");
  }

  @Test
  void a_folder_can_be_looked_at_without_those_below_it() throws IOException {
    folder.write("a.png", PhotoFolder.image(1));
    folder.write("sub/b.png", PhotoFolder.image(2));
    folder.index();
    Files.delete(folder.photos().resolve("a.png"));
    Files.delete(folder.photos().resolve("sub/b.png"));
    folder.write("c.png", PhotoFolder.image(3));

    IndexReport report = look(LATER, RunScope.of(Set.of(), Set.of(folder.photos()))).report();

    assertThat(report.added()).isEqualTo(1);
    assertThat(report.removed()).isEqualTo(1);
    assertThat(indexed()).containsExactly("c.png", "sub/b.png");
  }

  @Test
  void a_file_that_went_from_one_folder_to_another_is_a_move_and_embeds_nothing()
      throws IOException {
    folder.write("one/a.png", PhotoFolder.image(1));
    folder.write("two/b.png", PhotoFolder.image(2));
    folder.index();
    Files.move(folder.photos().resolve("one/a.png"), folder.photos().resolve("two/c.png"));

    IndexReport report = run("one/a.png", "two/c.png");

    assertThat(report.moved()).isEqualTo(1);
    assertThat(report.added() + report.removed() + report.embedded()).isZero();
    assertThat(indexed()).containsExactly("two/b.png", "two/c.png");
  }

  @Test
  void a_folder_that_is_gone_takes_its_photos_and_bad_files_along() throws IOException {
    folder.write("old/a.png", PhotoFolder.image(1));
    folder.write("old/deep/b.png", PhotoFolder.image(2));
    folder.write("old/bad.png", new byte[] {1});
    folder.write("older/c.png", PhotoFolder.image(3));
    folder.index();
    Files.move(folder.photos().resolve("old"), temporary.resolve("elsewhere"));

    IndexReport report = run("old");

    assertThat(report.removed()).isEqualTo(2);
    assertThat(indexed()).containsExactly("older/c.png");
    assertThat(folder.quarantined()).isEmpty();
  }

  @Test
  void what_the_rules_leave_out_is_left_out() throws IOException {
    folder.write("a.png", PhotoFolder.image(1));
    folder.index(PhotoFolder.settings(), List.of("draft*"));
    folder.write(".cache/b.png", PhotoFolder.image(2));
    folder.write("draft/c.png", PhotoFolder.image(3));
    folder.write("sub/draft-1.png", PhotoFolder.image(4));
    folder.write("@eaDir/d.png", PhotoFolder.image(5));
    folder.write("sub/deep/e.png", PhotoFolder.image(6));

    run(".cache/b.png", ".cache", "draft", "draft/c.png", "sub/draft-1.png", "@eaDir", "sub/deep");

    assertThat(indexed()).containsExactly("a.png", "sub/deep/e.png");
  }

  @Test
  void a_place_below_no_root_is_not_looked_at() throws IOException {
    folder.index();
    Path outside = Files.createDirectories(temporary.resolve("outside"));
    Files.write(outside.resolve("o.png"), PhotoFolder.image(1));

    Indexer.WatchRun look = look(LATER, RunScope.of(Set.of(outside), Set.of()));

    assertThat(look.report().added()).isZero();
    assertThat(indexed()).isEmpty();
  }

  @Test
  void a_root_inside_the_place_is_left_to_its_own_turn() throws IOException {
    folder.write("sub/inner/a.png", PhotoFolder.image(1));
    folder.write("sub/b.png", PhotoFolder.image(2));
    var inner = new LibraryRoot(folder.photos().resolve("sub/inner"), List.of());
    PhotoFolder.indexer(PhotoFolder.settings())
        .run(
            folder.library(),
            List.of(new LibraryRoot(folder.photos(), List.of()), inner),
            new IndexProgress());
    Files.move(inner.folder(), temporary.resolve("unmounted"));

    assertThat(run("sub").removed()).isZero();
    assertThat(run("sub/inner/a.png").missingRoots()).containsExactly(inner.folder());
    assertThat(indexed()).containsExactly("sub/b.png", "sub/inner/a.png");
  }

  @Test
  void a_root_that_is_not_there_keeps_its_photos() throws IOException {
    folder.write("a.png", PhotoFolder.image(1));
    folder.index();
    Files.move(folder.photos(), temporary.resolve("unmounted"));

    IndexReport report = run("a.png");

    assertThat(report.removed()).isZero();
    assertThat(report.missingRoots()).containsExactly(folder.photos());
    assertThat(indexed()).containsExactly("a.png");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void a_linked_folder_is_not_judged_by_a_part_but_told_of() throws IOException {
    Path outside = Files.createDirectories(temporary.resolve("outside"));
    Files.write(outside.resolve("o.png"), PhotoFolder.image(1));
    folder.write("sub/a.png", PhotoFolder.image(2));
    Path link = Files.createSymbolicLink(folder.photos().resolve("sub/link"), outside);
    folder.index();
    Files.write(outside.resolve("p.png"), PhotoFolder.image(3));

    Indexer.WatchRun look = look(LATER, RunScope.of(paths("sub"), Set.of()));

    assertThat(look.links()).containsExactly(link);
    assertThat(look.report().removed()).isZero();
    assertThat(indexed()).containsExactly("sub/a.png", "sub/link/o.png");
    assertThat(run("sub/link/p.png").added()).isEqualTo(1);
  }

  @Test
  void a_run_over_a_part_with_nothing_new_makes_no_commit() throws IOException {
    folder.write("a.png", PhotoFolder.image(1));
    folder.index();
    long before = commit();

    run("a.png", "gone.png");
    assertThat(commit()).isEqualTo(before);

    folder.write("b.png", PhotoFolder.image(2));
    run("b.png");
    assertThat(commit()).isGreaterThan(before);
  }

  private long commit() {
    try (var reader = LibraryReader.open(folder.library())) {
      return reader.commitToken();
    }
  }

  @Test
  void many_small_runs_leave_few_segments() throws IOException {
    folder.index();
    for (int i = 0; i < 30; i++) {
      folder.write("%d.png".formatted(i), PhotoFolder.image(i));
      run(i + ".png");
    }

    try (var reader = LibraryReader.open(folder.library())) {
      assertThat(reader.size()).isEqualTo(30);
      assertThat(reader.statistics().segments()).isLessThan(15);
    }
  }

  @Test
  void a_report_tells_the_bad_files_of_its_part_only() throws IOException {
    folder.write("one/bad.png", new byte[] {1});
    folder.write("two/bad.png", new byte[] {2});
    folder.index();

    assertThat(run("two").skipped())
        .extracting(SkippedFile::path)
        .containsExactly(folder.photos().resolve("two/bad.png"));
  }

  /// A clock that is ahead of the modification time of a file.
  private static Clock after(Path file, Duration age) throws IOException {
    var written = Files.getLastModifiedTime(file).toInstant();
    return Clock.fixed(written.plus(age), java.time.ZoneOffset.UTC);
  }

  @Test
  void a_file_that_was_written_just_now_is_put_off() throws IOException {
    folder.index();
    Path file = folder.write("a.png", PhotoFolder.image(1));

    Indexer.WatchRun early =
        look(after(file, Duration.ofMillis(100)), RunScope.of(paths("a.png"), Set.of()));
    assertThat(early.postponed()).containsOnlyKeys(file);
    assertThat(indexed()).isEmpty();

    Indexer.WatchRun late =
        look(after(file, Duration.ofMillis(401)), RunScope.of(paths("a.png"), Set.of()));
    assertThat(late.postponed()).isEmpty();
    assertThat(indexed()).containsExactly("a.png");
  }

  @Test
  void a_file_of_a_clock_that_is_ahead_is_taken_as_it_is() throws IOException {
    folder.index();
    Path file = folder.write("a.png", PhotoFolder.image(1));

    look(after(file, Duration.ofMinutes(-5)), RunScope.of(paths("a.png"), Set.of()));

    assertThat(indexed()).containsExactly("a.png");
  }

  @Test
  void a_copy_that_has_stalled_is_quarantined_only_when_it_has_stalled_for_long()
      throws IOException {
    folder.index();
    byte[] half = Arrays.copyOf(PhotoFolder.image(1), 60);
    Path file = folder.write("a.png", half);
    folder.write("b.png", half);
    Files.setLastModifiedTime(folder.photos().resolve("b.png"), Files.getLastModifiedTime(file));
    RunScope scope = RunScope.of(paths("a.png", "b.png"), Set.of());

    Indexer.WatchRun early = look(after(file, Duration.ofSeconds(2)), scope);
    assertThat(early.postponed().keySet()).isEqualTo(paths("a.png", "b.png"));
    assertThat(folder.quarantined()).isEmpty();

    Indexer.WatchRun late = look(after(file, Duration.ofSeconds(11)), scope);
    assertThat(late.postponed()).isEmpty();
    assertThat(folder.quarantined()).containsExactly("a.png TRUNCATED", "b.png TRUNCATED");
  }

  @Test
  void what_is_gone_is_not_forgotten_while_a_file_is_put_off_that_may_be_it() throws IOException {
    folder.write("old/a.png", PhotoFolder.image(1));
    folder.index();
    Files.move(folder.photos().resolve("old"), folder.photos().resolve("new"));
    Path file = folder.photos().resolve("new/a.png");
    Files.setLastModifiedTime(file, FileTime.fromMillis(2_000_000_000_000L));
    RunScope scope = RunScope.of(paths("old", "new"), Set.of());

    assertThat(look(after(file, Duration.ofMillis(1)), scope).report().removed()).isZero();
    IndexReport report = look(after(file, Duration.ofSeconds(1)), scope).report();

    assertThat(report.moved()).isEqualTo(1);
    assertThat(report.embedded()).isZero();
  }

  @Test
  void the_library_itself_is_not_indexed_when_it_lies_among_the_photos() throws IOException {
    Path library = folder.photos().resolve("library");
    folder.write("a.png", PhotoFolder.image(1));
    var roots = List.of(new LibraryRoot(folder.photos(), List.of()));
    var indexer = PhotoFolder.indexer(PhotoFolder.settings());
    indexer.run(library, roots, new IndexProgress());
    folder.write("library/thumbnails/ab/abcd.png", PhotoFolder.image(2));

    assertThat(indexer.run(library, roots, new IndexProgress()).added()).isZero();
  }
}
