package dev.sightline.cli;

import dev.sightline.images.DecodeLimits;
import dev.sightline.images.ImageDecoder;
import dev.sightline.indexer.IndexSettings;
import dev.sightline.indexer.Indexer;
import dev.sightline.indexer.LibraryWatch;
import dev.sightline.searcher.Searcher;
import dev.sightline.web.WebOptions;
import dev.sightline.web.WebServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sightline serve`
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = "Serve the page and the HTTP API, on this machine only unless told otherwise.")
final class ServeCommand implements Callable<Integer> {
  /// Where the page is found by default.
  static final int PORT = 7700;

  /// Only this machine.
  static final String LOOPBACK = "127.0.0.1";

  private final Places places;
  private final Console console;

  @Option(
      names = "--host",
      paramLabel = "H",
      defaultValue = LOOPBACK,
      description = "Address to listen on; default: ${DEFAULT-VALUE}. Any other needs --token.")
  private String host = LOOPBACK;

  @Option(
      names = "--port",
      paramLabel = "P",
      defaultValue = "" + PORT,
      description = "Port to listen on; default: ${DEFAULT-VALUE}; 0 takes a free one.")
  private int port = PORT;

  @Option(names = "--token", paramLabel = "T", description = "What callers must show.")
  private @Nullable String token;

  @Option(
      names = "--watch",
      description = "Also follow the library's folders as they change, and index what is new.")
  private boolean watch;

  @Mixin private CommonOptions common = new CommonOptions();

  ServeCommand(Places places, Console console) {
    this.places = places;
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > 65_535) {
      throw new UsageException("--port is 0 to 65535, got %d.".formatted(port));
    }
    if (watch) {
      common.requireWriting("serve --watch");
    }
    try (var library = OpenLibrary.open(common.library(places), common, places)) {
      boolean bundled = new ModelFinder(places).isBundled(library.model());
      var options = new WebOptions(host, port, false, Optional.ofNullable(token), bundled);
      if (!common.quiet()) {
        console.note(library.note(places));
      }
      if (watch) {
        watchBeside(library);
      }
      try (var searcher = live(library)) {
        serve(searcher, library, options, console);
      }
      return ExitCode.OK;
    }
  }

  /// Watches on a thread of its own, with the model that is loaded. Whatever becomes of it, the
  /// server goes on.
  private void watchBeside(OpenLibrary library) {
    var indexer =
        new Indexer(
            library.model(),
            ImageDecoder.create(DecodeLimits.DEFAULT),
            DecodeLimits.DEFAULT,
            IndexSettings.usual(Version.NUMBER));
    Path folder = library.reader().folder();
    var display = WatchDisplay.besideAServer(console, common, folder);
    var watching = new LibraryWatch(indexer, folder, List.of(), display);
    var interrupt = new StopOnInterrupt(watching::stop, console);
    Thread.ofPlatform()
        .name("sightline-watching")
        .daemon()
        .start(
            () -> {
              try (interrupt) {
                watching.run();
              } catch (RuntimeException e) {
                console.note("sightline: watching has ended, serving goes on: " + e.getMessage());
              }
            });
  }

  /// A searcher that follows the library when it is switched to another model.
  private LiveSearcher live(OpenLibrary library) {
    return new LiveSearcher(
        library.searcher(),
        library.reader(),
        library.decoder(),
        model ->
            new ModelFinder(places)
                .open(Optional.empty(), Optional.of(model), common.modelOptions()),
        task -> Thread.ofPlatform().name("sightline-loading").daemon().start(task),
        console::note);
  }

  /// Serves until the process is asked to end.
  static void serve(
      Supplier<Searcher> searcher, OpenLibrary library, WebOptions options, Console console)
      throws InterruptedException {
    library.model().textEncoder(); // the first question should not wait for the model
    try (var server = WebServer.start(searcher, library.reader(), library.decoder(), options)) {
      console.out().println("Open " + server.addressToOpen() + " (Ctrl-C ends it)");
      console.out().flush();
      Thread.currentThread().join();
    }
  }
}
