package dev.sightline.cli.index;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.terminal.HeapTrim;
import dev.sightline.cli.terminal.ProgressDisplay;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.report.IndexReport.KeptPhotos;
import dev.sightline.indexer.report.SkippedFile;
import dev.sightline.indexer.watch.WatchEvent;
import dev.sightline.indexer.watch.WatchListener;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/// Prints the events of a watch: the first run as `index` does, then one line for each run on
/// standard error, `+3 ~1 -2`, and with `--json` one object a line on standard output.
public final class WatchDisplay implements WatchListener {
  private final Console console;
  private final CommonOptions common;
  private final String library;
  private final boolean inFront;
  private final IndexReportPrinter printer;

  /// Quarantined files that were printed. They stay in every report, and each is printed once.
  private final Set<SkippedFile> told = new HashSet<>();

  /// Missing folders and kept photos that were printed; each is printed once.
  private final Set<Object> toldOfFolders = new HashSet<>();

  /// For a command that only watches.
  ///
  /// @param library where the library is, for people
  WatchDisplay(Console console, CommonOptions common, String library) {
    this(console, common, library, true);
  }

  private WatchDisplay(Console console, CommonOptions common, String library, boolean inFront) {
    this.console = console;
    this.common = common;
    this.library = library;
    this.inFront = inFront;
    this.printer = new IndexReportPrinter(console, common);
  }

  /// For a watch of a server: no progress bar, and nothing on standard output.
  public static WatchDisplay besideAServer(Console console, CommonOptions common, String library) {
    return new WatchDisplay(console, common, library, false);
  }

  @Override
  public <T> T during(IndexProgress progress, boolean whole, Supplier<T> run) {
    try (var _ = HeapTrim.start()) { // not between runs: an idle watch should cost nothing
      return whole && inFront
          ? ProgressDisplay.during(progress, console, common.quiet(), run)
          : run.get();
    }
  }

  @Override
  public void tell(WatchEvent news) {
    switch (news) {
      case WatchEvent.Watching(int roots) ->
          note("Watching %d %s.".formatted(roots, roots == 1 ? "folder" : "folders"));
      case WatchEvent.Ran(IndexReport report, boolean whole) -> ran(report, whole);
      case WatchEvent.Waiting(String why) ->
          console.note("sightline: " + why + " What has changed is indexed after that.");
      case WatchEvent.Failed(RuntimeException failure, var after) ->
          console.note(
              "sightline: %s Trying again in %d s."
                  .formatted(sentence(failure), after.toSeconds()));
      case WatchEvent.RootGone(Path root) ->
          console.note(
              "sightline: the folder %s is not there any more; its photos stay in the library."
                  .formatted(Console.visible(root)));
      case WatchEvent.RootBack(Path root) ->
          note("The folder %s is there again.".formatted(Console.visible(root)));
      case WatchEvent.Polling(Path root, String why, var every) ->
          console.note(
              """
              sightline: the system does not tell of changes below %s (%s), so it is looked \
              through every %d s. On Linux a higher fs.inotify.max_user_watches helps.\
              """
                  .formatted(Console.visible(root), why, every.toSeconds()));
    }
  }

  private static String sentence(RuntimeException failure) {
    String message = String.valueOf(failure.getMessage()).strip();
    return message.endsWith(".") ? message : message + ".";
  }

  private void ran(IndexReport report, boolean whole) {
    List<SkippedFile> news = report.skipped().stream().filter(told::add).toList();
    if (whole && inFront) {
      printer.print(report, library);
      console.out().flush();
      return;
    }
    List<Path> missing = report.missingFolders().stream().filter(toldOfFolders::add).toList();
    List<KeptPhotos> kept = report.kept().stream().filter(toldOfFolders::add).toList();
    missing.forEach(printer::noteMissing);
    kept.forEach(printer::noteKept);
    if (!hasNews(report) && news.isEmpty() && missing.isEmpty() && kept.isEmpty()) {
      return;
    }
    printer.printSkipped(news);
    note(line(report, news.size()));
    if (common.json() && inFront) {
      printer.printJson(report, false);
      console.out().flush();
    }
  }

  private static boolean hasNews(IndexReport report) {
    return report.added() + report.changed() + report.moved() + report.removed() > 0;
  }

  /// Prints one run: `+3 ~1 -2`, and what else happened.
  ///
  /// @param skipped quarantined files that were not printed before
  static String line(IndexReport report, int skipped) {
    return String.format(
        Locale.ROOT,
        "+%,d ~%,d -%,d%s%s",
        report.added(),
        report.changed(),
        report.removed(),
        report.moved() > 0 ? String.format(Locale.ROOT, ", %,d moved", report.moved()) : "",
        skipped > 0 ? String.format(Locale.ROOT, ", %,d skipped", skipped) : "");
  }

  private void note(String line) {
    if (!common.quiet()) {
      console.note(line);
    }
  }
}
