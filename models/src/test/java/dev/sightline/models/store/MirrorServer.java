package dev.sightline.models.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A web server on this machine that serves a model's files, with ranges, and misbehaves on
/// request.
final class MirrorServer implements AutoCloseable {
  /// Answers one request for one file.
  @FunctionalInterface
  interface Answer {
    void give(HttpExchange exchange, byte[] content) throws IOException;
  }

  /// One request as it arrived; range and condition (`If-Range`) are empty where there is none.
  record Asked(String file, String range, String condition) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Path folder;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Map<String, List<Answer>> answers = new ConcurrentHashMap<>();

  private MirrorServer(HttpServer server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  static MirrorServer of(Path folder) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var mirror = new MirrorServer(HttpServer.create(address, 0), folder);
    mirror.server.setExecutor(mirror.threads);
    mirror.server.createContext("/", mirror::handle);
    mirror.server.start();
    return mirror;
  }

  /// Lets the next requests for a file be answered so, one after the other; then as usual.
  void next(String file, Answer... given) {
    answers.put(file, new CopyOnWriteArrayList<>(given));
  }

  String address() {
    return "http://%s:%d/m"
        .formatted(server.getAddress().getHostString(), server.getAddress().getPort());
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  /// The ranges that were asked of one file.
  List<String> rangesOf(String file) {
    return asked.stream().filter(it -> it.file().equals(file)).map(Asked::range).toList();
  }

  /// The entity tags that requests for one file were conditional on.
  List<String> conditionsOf(String file) {
    return asked.stream().filter(it -> it.file().equals(file)).map(Asked::condition).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String file = exchange.getRequestURI().getPath().replaceFirst("^/m/", "");
      String range = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range")).orElse("");
      String condition =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("If-Range")).orElse("");
      asked.add(new Asked(file, range, condition));
      Path path = folder.resolve(file);
      if (!Files.isRegularFile(path)) {
        status(404).give(exchange, new byte[0]);
        return;
      }
      byte[] content = Files.readAllBytes(path);
      List<Answer> planned = answers.getOrDefault(file, List.of());
      Answer answer = planned.isEmpty() ? MirrorServer::withRanges : planned.removeFirst();
      answer.give(exchange, content);
    }
  }

  /// How a web server should answer.
  static void withRanges(HttpExchange exchange, byte[] content) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (range == null) {
      whole(exchange, content);
      return;
    }
    int start = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    if (start >= content.length) {
      exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    exchange
        .getResponseHeaders()
        .set(
            "Content-Range", "bytes %d-%d/%d".formatted(start, content.length - 1, content.length));
    exchange.sendResponseHeaders(206, content.length - start);
    exchange.getResponseBody().write(content, start, content.length - start);
  }

  /// Knows no ranges.
  static void whole(HttpExchange exchange, byte[] content) throws IOException {
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content);
  }

  /// Promises the whole file and closes the connection after some of it.
  static Answer cutAfter(int bytes) {
    return (exchange, content) -> {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, bytes);
      exchange.getResponseBody().flush();
    };
  }

  /// Sends another file of the same size.
  static void wrongBytes(HttpExchange exchange, byte[] content) throws IOException {
    byte[] wrong = Arrays.copyOf(content, content.length);
    wrong[0]++;
    whole(exchange, wrong);
  }

  /// Says no.
  static Answer status(int status) {
    return (exchange, _) -> exchange.sendResponseHeaders(status, -1);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
