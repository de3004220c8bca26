package dev.sightline.web;

import dev.sightline.images.ImageDecoder;
import dev.sightline.searcher.Searcher;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import dev.sightline.web.api.Api;
import dev.sightline.web.http.BoundedWork;
import dev.sightline.web.http.Upload;
import dev.sightline.web.http.WebOptions;
import dev.sightline.web.jobs.IndexRuns;
import dev.sightline.web.jobs.Jobs;
import dev.sightline.web.metrics.Metrics;
import dev.sightline.web.metrics.RequestDrain;
import dev.sightline.web.security.Access;
import dev.sightline.web.security.WebServerException;
import dev.sightline.web.server.AccessLog;
import dev.sightline.web.server.HttpConnectors;
import dev.sightline.web.server.ServerLimits;
import dev.sightline.web.server.SlowClients;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.staticfiles.Location;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The HTTP API and the page over one library. Owns the port. The caller owns what is served and
/// closes it after the server.
public final class WebServer implements AutoCloseable {
  private static final int CONNECT_MILLIS = 1000;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PATIENCE_WITH_RUNS = Duration.ofSeconds(30);
  private static final int PRECOMPRESS_BYTES = 100_000;

  private final WebOptions options;
  private final Javalin javalin;
  private final Routes.Parts parts;
  private final SlowClients slow;
  private final List<Api.Route> routes;

  private WebServer(
      WebOptions options,
      Javalin javalin,
      Routes.Parts parts,
      SlowClients slow,
      List<Api.Route> routes) {
    this.options = options;
    this.javalin = javalin;
    this.parts = parts;
    this.slow = slow;
    this.routes = routes;
  }

  /// Starts a server over a library that is not written to.
  ///
  /// @param searcher gives the searcher for the next query over `library`
  /// @param library the library; refreshed by requests, at most twice a second
  /// @param decoder decodes images for thumbnails
  /// @throws WebServerException if the port is taken, or the host can be reached from other
  ///     machines and there is no token
  public static WebServer start(
      Supplier<Searcher> searcher,
      SearchedLibrary library,
      ImageDecoder decoder,
      WebOptions options) {
    return start(new ServerContext(searcher, library, decoder, Optional.empty()), options);
  }

  /// Starts a server.
  ///
  /// @throws WebServerException if the port is taken, or the host can be reached from other
  ///     machines and there is no token
  public static WebServer start(ServerContext served, WebOptions options) {
    return start(served, options, ServerLimits.usual());
  }

  static WebServer start(ServerContext served, WebOptions options, ServerLimits limits) {
    var access = new Access(options);
    int last = options.lastPort();
    for (int port = options.port(); ; port++) {
      try {
        return startOn(port, access, served, options, limits);
      } catch (JavalinBindException e) {
        if (!isTaken(e, options.host(), port)) {
          throw WebServerException.cannotListen(options.host(), port, rootOf(e));
        }
        if (port >= last) {
          throw WebServerException.portTaken(options.host(), port, e);
        }
      }
    }
  }

  private static WebServer startOn(
      int port, Access access, ServerContext served, WebOptions options, ServerLimits limits) {
    var searches = new BoundedWork(limits.searches(), limits.waiting(), limits.patience());
    var decodes = new BoundedWork(limits.decodes(), limits.waiting(), limits.patience());
    var jobs =
        served.indexRuns().map(runs -> new Jobs(shownAtOnce(runs, served), Clock.systemUTC()));
    var metrics = new Metrics();
    metrics.watch(served.library());
    metrics.watch(searches, "searches");
    metrics.watch(decodes, "decodes");
    jobs.ifPresent(metrics::watch);
    var parts = new Routes.Parts(access, new RequestDrain(), searches, decodes, metrics, jobs);
    var slow = new SlowClients(limits.headers());
    var routes = new ArrayList<Api.Route>();
    try {
      Javalin javalin =
          Javalin.create(
              config -> {
                serve(config, metrics);
                config.jetty.addConnector(
                    (server, http) ->
                        HttpConnectors.connector(server, http, options.host(), port, limits, slow));
                routes.addAll(Routes.add(config, parts, served, options, limits));
              });
      return new WebServer(
          options, javalin.start(options.host(), port), parts, slow, List.copyOf(routes));
    } catch (RuntimeException e) {
      slow.close();
      searches.close();
      decodes.close();
      throw e;
    }
  }

  /// Refreshes the library after an index run, so that a caller who is told of the end sees the
  /// result.
  private static IndexRuns shownAtOnce(IndexRuns runs, ServerContext served) {
    return (added, retry, progress) -> {
      var report = runs.run(added, retry, progress);
      served.library().refresh();
      return report;
    };
  }

  private static void serve(JavalinConfig config, Metrics metrics) {
    config.concurrency.useVirtualThreads = true;
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.http.asyncTimeout = 0;
    Upload.configure(config.jetty.multipartConfig);
    config.staticFiles.add(
        files -> {
          files.directory = "/page";
          files.location = Location.CLASSPATH;
          files.precompressMaxSize = PRECOMPRESS_BYTES;
        });
    config.requestLogger.http(
        (context, millis) -> {
          AccessLog.note(context, millis);
          metrics.answered(
              context.method().name(),
              Api.routeOf(context),
              context.statusCode(),
              Duration.ofNanos((long) (millis * 1e6)));
        });
  }

  /// Whether another program listens on the port. The system reports a port that is taken, an
  /// address of another machine and a forbidden port by the same exception.
  private static boolean isTaken(Throwable thrown, String host, int port) {
    if (!(rootOf(thrown) instanceof BindException)) {
      return false;
    }
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (answers(address, port)) {
          return true;
        }
      }
    } catch (IOException e) {
      return false; // no such host
    }
    return false;
  }

  private static boolean answers(InetAddress address, int port) {
    InetAddress reached = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(reached, port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
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

  /// The address of the page, such as `http://127.0.0.1:7700/`. For a server that listens on all
  /// addresses it is a loopback address.
  public String address() {
    String host =
        switch (options.host()) {
          case "0.0.0.0", "::" -> "127.0.0.1";
          case String name when name.contains(":") -> "[%s]".formatted(name);
          case String name -> name;
        };
    return "http://%s:%d/".formatted(host, port());
  }

  /// The address to open in a browser. If a token is needed, it is a new link that logs in one
  /// browser, once.
  public String addressToOpen() {
    return address() + parts.access().loginPath().substring(1);
  }

  /// The routes of the API.
  List<Api.Route> routes() {
    return routes;
  }

  /// Refuses new requests, waits for open ones, stops a running index run and waits until its work
  /// is committed, and releases the port.
  @Override
  public void close() {
    parts.calls().finish(PATIENCE);
    parts.jobs().ifPresent(jobs -> jobs.finish(PATIENCE_WITH_RUNS));
    javalin.stop();
    slow.close();
    parts.searches().close();
    parts.decodes().close();
  }
}
