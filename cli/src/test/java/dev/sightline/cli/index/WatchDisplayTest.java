package dev.sightline.cli.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.report.SkippedFile;
import dev.sightline.indexer.watch.WatchEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// What a watch prints.
class WatchDisplayTest {
  private static final SkippedFile BAD =
      new SkippedFile(Path.of("/p/bad.jpg"), "TRUNCATED", "The file is cut short.");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private WatchDisplay display(String... options) {
    var common = new CommonOptions();
    new CommandLine(common).parseArgs(options);
    var console = new Console(new PrintWriter(out), new PrintWriter(err, true), false);
    return new WatchDisplay(console, common, "/library");
  }

  private static WatchEvent batch(
      long added, long changed, long moved, long removed, SkippedFile... bad) {
    var none = Duration.ZERO;
    return new WatchEvent.Ran(
        new IndexReport(
            added,
            changed,
            moved,
            removed,
            0,
            0,
            List.of(bad),
            0,
            List.of(),
            List.of(),
            List.of(),
            true,
            none,
            added + changed,
            none,
            new IndexReport.StageTimes(none, none, none, none, none)),
        false);
  }

  @Test
  void a_batch_is_one_line_beside_the_results() {
    display().tell(batch(3, 1, 0, 2));

    assertThat(err.toString().lines()).containsExactly("+3 ~1 -2");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void moves_are_told_too_and_a_bad_file_once() {
    var display = display();
    display.tell(batch(0, 0, 4, 0, BAD));
    display.tell(batch(1, 0, 0, 0, BAD));

    assertThat(err.toString().lines())
        .containsExactly(
            "skipped /p/bad.jpg: The file is cut short.",
            "+0 ~0 -0, 4 moved, 1 skipped",
            "+1 ~0 -0");
  }

  @Test
  void a_batch_in_which_nothing_was_new_is_not_told() {
    display("--json").tell(batch(0, 0, 0, 0));

    assertThat(err.toString() + out).isEmpty();
  }

  @Test
  void with_json_each_batch_is_one_object_on_one_line() {
    var display = display("--json", "--quiet");
    display.tell(batch(1, 0, 0, 0));
    display.tell(batch(0, 0, 0, 1));

    assertThat(out.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("{\"added\":1,").endsWith("}"),
            line -> assertThat(line).startsWith("{\"added\":0,").contains("\"removed\":1,"));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void what_goes_wrong_is_told_with_what_happens_next() {
    var display = display("--quiet");
    display.tell(new WatchEvent.Waiting("Another program is writing."));
    display.tell(new WatchEvent.Failed(new IllegalStateException("No."), Duration.ofSeconds(30)));
    display.tell(new WatchEvent.RootGone(Path.of("/p")));
    display.tell(new WatchEvent.Polling(Path.of("/p"), "no more", Duration.ofSeconds(60)));

    assertThat(err.toString().lines())
        .containsExactly(
            "sightline: Another program is writing. What has changed is indexed after that.",
            "sightline: No. Trying again in 30 s.",
            "sightline: the folder /p is not there any more; its photos stay in the library.",
            "sightline: the system does not tell of changes below /p (no more), so it is looked"
                + " through every 60 s. On Linux a higher fs.inotify.max_user_watches helps.");
  }
}
