package dev.sightline.cli.serve;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.ModelNote;
import dev.sightline.cli.common.UsageException;
import dev.sightline.cli.common.Version;
import dev.sightline.cli.index.WatchDisplay;
import dev.sightline.cli.terminal.StopOnInterrupt;
import dev.sightline.engine.BackgroundWatch;
import dev.sightline.engine.Sightline;
import dev.sightline.images.ImageDecoder;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.library.lucene.LibraryPreload;
import dev.sightline.models.ClipModel;
import dev.sightline.web.ServerContext;
import dev.sightline.web.WebServer;
import dev.sightline.web.http.WebOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sightline serve`
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = "Serve the page and the HTTP API, by default for this machine only.")
public final class ServeCommand implements Callable<Integer> {
  /// The default port.
  public static final int PORT = 7700;

  /// The address of this machine only.
  public static final String LOOPBACK = "127.0.0.1";

  private final Directories directories;
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

  @Mixin private TokenOption token = new TokenOption();

  @Option(
      names = "--watch",
      description = "Also follow the folders of the library and index changes.")
  private boolean watch;

  @Option(
      names = "--strip-location",
      description = "Hide where photos were taken; originals are encoded anew.")
  private boolean stripLocation;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public ServeCommand(Directories directories, Console console) {
    this.directories = directories;
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
    Optional<String> secret = token.token(System::getenv);
    if (common.debug()) {
      RequestLog.printTo(console);
    }
    var asked = new CountDownLatch(1);
    try (var interrupt = new StopOnInterrupt(asked::countDown, console); // closes last
        var library = common.sightline(directories)) {
      var searcher = library.searcher(); // fails here if the library or its model cannot be used
      boolean bundled = directories.models().isBundled(library.model());
      var options = new WebOptions(host, port, false, secret, bundled, stripLocation);
      if (!common.quiet()) {
        console.note(ModelNote.of(library, directories));
      }
      Optional<Path> folder = library.library().folder();
      folder.ifPresent(
          it ->
              Thread.ofPlatform()
                  .name("sightline-preload")
                  .daemon()
                  .start(() -> LibraryPreload.run(it)));
      try (var _ = watch ? watch(library) : null;
          var live =
              library.liveSearcher(
                  ImageDecoder.forSingleImages(WebOptions.UPLOAD_LIMITS), console::note)) {
        boolean writable = folder.isPresent() && !common.readOnly();
        serve(ServerContext.of(library, live, writable), searcher.model(), options, console, asked);
      }
      return interrupt.happened() ? ExitCode.INTERRUPTED : ExitCode.OK;
    }
  }

  private BackgroundWatch watch(Sightline library) {
    var display = WatchDisplay.besideAServer(console, common, library.library().place());
    return library.watch(
        IndexSettings.usual(Version.NUMBER),
        display,
        failure ->
            console.note(
                "sightline: watching has ended, serving goes on: " + failure.getMessage()));
  }

  /// Serves until the process is asked to end.
  ///
  /// @param model loaded before the first query
  /// @param asked released when the process is asked to end
  public static void serve(
      ServerContext served,
      ClipModel model,
      WebOptions options,
      Console console,
      CountDownLatch asked)
      throws InterruptedException {
    model.textEncoder(); // the first question should not wait for the model
    try (var server = WebServer.start(served, options)) {
      console.out().println("Open " + server.addressToOpen() + " (Ctrl-C ends it)");
      console.out().flush();
      if (options.token().isPresent()) {
        console.note("The link works once; on other devices open /login and enter the token.");
      }
      asked.await();
    }
  }
}
