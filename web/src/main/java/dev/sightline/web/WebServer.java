package dev.sightline.web;

import dev.sightline.images.ImageDecoder;
import dev.sightline.library.LibraryReader;
import dev.sightline.searcher.Searcher;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;
import io.javalin.http.staticfiles.Location;
import io.javalin.util.JavalinBindException;
import java.net.BindException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// The HTTP API and the page over one library. Owns the port; searcher, library and decoder are the
/// caller's, to be closed after this.
public final class WebServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int PRECOMPRESS_BYTES = 100_000;

  private final WebOptions options;
  private final Javalin javalin;
  private final OpenCalls calls;

  private WebServer(WebOptions options, Javalin javalin, OpenCalls calls) {
    this.options = options;
    this.javalin = javalin;
    this.calls = calls;
  }

  /// Starts at once.
  ///
  /// @param searcher answers queries over `library`; asked for before each of them
  /// @param library what is shown; refreshed when requests come, twice a second at most
  /// @param decoder for thumbnails and uploads
  /// @throws WebServerException if the port is taken, or others could reach it without a token
  public static WebServer start(
      Supplier<Searcher> searcher,
      LibraryReader library,
      ImageDecoder decoder,
      WebOptions options) {
    var access = new Access(options);
    int last = options.lastPort();
    for (int port = options.port(); ; port++) {
      var calls = new OpenCalls();
      Javalin javalin =
          Javalin.create(
              config -> {
                serve(config);
                route(config, searcher, library, decoder, options, access, calls);
              });
      try {
        return new WebServer(options, javalin.start(options.host(), port), calls);
      } catch (JavalinBindException e) {
        if (!isTaken(e)) {
          throw WebServerException.cannotListen(options.host(), port, rootOf(e));
        }
        if (port >= last) {
          throw WebServerException.portTaken(options.host(), port, e);
        }
      }
    }
  }

  private static void serve(JavalinConfig config) {
    config.concurrency.useVirtualThreads = true;
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    Upload.configure(config.jetty.multipartConfig);
    config.staticFiles.add(
        files -> {
          files.directory = "/public";
          files.location = Location.CLASSPATH;
          files.precompressMaxSize = PRECOMPRESS_BYTES;
        });
  }

  /// Every address there is, besides the page's files.
  private static void route(
      JavalinConfig config,
      Supplier<Searcher> searcher,
      LibraryReader library,
      ImageDecoder decoder,
      WebOptions options,
      Access access,
      OpenCalls calls) {
    var decoding = new Semaphore(Runtime.getRuntime().availableProcessors());
    var originals = new Originals(library);
    var thumbnails = new ThumbnailStore(originals, library.thumbnails(), decoder, decoding);
    var search = new SearchCalls(searcher, decoder, decoding);
    var images = new ImageCalls(library, thumbnails, originals);
    var about = new LibraryCalls(library, options.bundledModel());
    var fresh = new FreshLibrary(library);
    var api = new Api(config, access, calls, fresh);

    config.routes.before(PageHeaders::set);
    config.routes.before(access::check);
    api.get("/search", search::byQuery);
    api.post("/search", search::byPicture);
    api.get("/images/{id}", images::facts);
    api.get("/images/{id}/thumbnail", images::thumbnail);
    api.get("/images/{id}/original", images::original);
    api.get("/library", about::describe);
    api.get("/health", about::health);
    ErrorAnswers.register(config.routes);
  }

  /// What every call of the API goes through before its handler.
  private record Api(JavalinConfig config, Access access, OpenCalls calls, FreshLibrary fresh) {
    private static final String PREFIX = "/api/v1";

    void get(String path, Handler handler) {
      config.routes.get(PREFIX + path, guarded(handler));
      config.routes.head(PREFIX + path, guarded(handler)); // the server leaves the body out
    }

    void post(String path, Handler handler) {
      config.routes.post(PREFIX + path, guarded(handler));
    }

    private Handler guarded(Handler handler) {
      return calls.counted(
          context -> {
            access.requireToken(context);
            fresh.look();
            handler.handle(context);
          });
    }
  }

  private static boolean isTaken(Throwable thrown) {
    String message = rootOf(thrown).getMessage();
    return rootOf(thrown) instanceof BindException && message != null && message.contains("in use");
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root;
  }

  /// The port it listens on.
  public int port() {
    return javalin.port();
  }

  /// The page's address, such as `http://127.0.0.1:7700/`. For a server that listens everywhere it
  /// is the one by which this machine reaches itself.
  public String address() {
    String host =
        switch (options.host()) {
          case "0.0.0.0", "::" -> "127.0.0.1";
          case String name when name.contains(":") -> "[%s]".formatted(name);
          case String name -> name;
        };
    return "http://%s:%d/".formatted(host, port());
  }

  /// The address to open in a browser: with the token, when there is one.
  public String addressToOpen() {
    Optional<String> token = options.token();
    return token
        .map(it -> address() + "?token=" + URLEncoder.encode(it, StandardCharsets.UTF_8))
        .orElseGet(this::address);
  }

  /// Takes no new calls, waits for those that are being answered, and releases the port.
  @Override
  public void close() {
    calls.finish(PATIENCE);
    javalin.stop();
  }
}
