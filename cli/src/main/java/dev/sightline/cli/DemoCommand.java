package dev.sightline.cli;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.ModelNote;
import dev.sightline.cli.common.UsageException;
import dev.sightline.cli.common.Version;
import dev.sightline.cli.serve.ServeCommand;
import dev.sightline.cli.terminal.ProgressDisplay;
import dev.sightline.cli.terminal.StopOnInterrupt;
import dev.sightline.engine.Sightline;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.indexer.Indexer;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.library.LibraryRoot;
import dev.sightline.models.ClipModel;
import dev.sightline.searcher.ranking.Answer;
import dev.sightline.searcher.request.SearchRequest;
import dev.sightline.web.ServerContext;
import dev.sightline.web.http.WebOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sightline demo`
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = "Index the sample photos, search them, and serve the page.")
final class DemoCommand implements Callable<Integer> {
  private static final int HITS_SHOWN = 3;

  /// Queries that the sample photos and the bundled model answer well.
  private static final List<String> QUESTIONS =
      List.of("a kitten", "mountains", "a sunset over the hills");

  private final Directories directories;
  private final Console console;

  @Option(names = "--once", description = "Stop after printing the searches.")
  private boolean once;

  @Mixin private CommonOptions common = new CommonOptions();

  DemoCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!Files.isDirectory(directories.sampleData())) {
      throw new UsageException(
          "The sample photos are not in %s. Start ./sightline from where it was unpacked."
              .formatted(directories.sampleData()));
    }
    Path folder = directories.demoLibrary();
    if (!index(folder)) {
      return ExitCode.INTERRUPTED;
    }
    try (var library = common.sightline(folder, directories)) {
      for (String question : QUESTIONS) {
        print(library.searcher().search(SearchRequest.local(question, HITS_SHOWN)));
      }
      console.out().flush();
      if (!once) {
        var options =
            new WebOptions(ServeCommand.LOOPBACK, ServeCommand.PORT, true, Optional.empty(), true);
        serve(library, options); // until Ctrl-C
        return ExitCode.INTERRUPTED;
      }
      return ExitCode.OK;
    }
  }

  private void serve(Sightline library, WebOptions options) throws InterruptedException {
    var asked = new CountDownLatch(1);
    try (var _ = new StopOnInterrupt(asked::countDown, console)) {
      var served = ServerContext.of(library, library::searcher, false);
      ServeCommand.serve(served, library.model(), options, console, asked);
    }
  }

  /// @return whether the run was completed
  private boolean index(Path folder) throws IOException {
    var root = new LibraryRoot(directories.sampleData().toRealPath(), List.of());
    var progress = new IndexProgress();
    try (var model = ClipModel.open(directories.bundledModel(), common.modelOptions());
        var interrupt = new StopOnInterrupt(progress, console)) {
      if (!common.quiet()) {
        console.note(ModelNote.of(model, directories));
      }
      var indexer =
          new Indexer(
              model,
              ImageDecoder.create(DecodeLimits.DEFAULT),
              DecodeLimits.DEFAULT,
              IndexSettings.usual(Version.NUMBER));
      IndexReport report =
          ProgressDisplay.during(
              progress,
              console,
              common.quiet(),
              () -> indexer.run(folder, List.of(root), progress));
      if (!common.quiet() && report.embedded() > 0) {
        console.note(
            String.format(
                Locale.ROOT,
                "Indexed %d sample photos in %.1f s.",
                report.embedded(),
                report.took().toNanos() / 1e9));
      }
      return !interrupt.happened();
    }
  }

  private void print(Answer answer) {
    console.out().printf("%n\"%s\"%n", answer.query());
    for (Answer.Hit hit : answer.hits()) {
      console
          .out()
          .printf(
              Locale.ROOT,
              "  %d  %3.0f%%  %s%n",
              hit.rank(),
              100 * hit.confidence().orElse(0),
              Console.visible(directories.sampleData().relativize(hit.image().path())));
    }
  }
}
