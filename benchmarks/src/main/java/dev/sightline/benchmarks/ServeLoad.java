package dev.sightline.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/// A running server under load: connections that ask again as soon as they are answered. Of each
/// kind of question it tells requests, errors, rate and latency, and the server's memory
/// afterwards.
///
/// Run: `benchmarks/run.sh serve-load [SECONDS]`. Table: `docs/performance.md`.
public final class ServeLoad {
  private static final int CONNECTIONS = 50;
  private static final byte[] NOTHING = {};
  private static final String BOUNDARY = "sightline-load";

  private final URI server;
  private final Duration time;
  private final AtomicInteger sentence = new AtomicInteger();

  private ServeLoad(URI server, Duration time) {
    this.server = server;
    this.time = time;
  }

  /// A request.
  private static final class Question {
    /// Request line and headers, without the length.
    final String head;

    final byte[] body;

    Question(String head, byte[] body) {
      this.head = head;
      this.body = body;
    }
  }

  /// `ADDRESS SECONDS PID`: the server's address, the time of each kind, and its process.
  public static void main(String[] arguments) throws Exception {
    var load =
        new ServeLoad(URI.create(arguments[0]), Duration.ofSeconds(Long.parseLong(arguments[1])));
    Path status = Path.of("/proc", arguments[2], "status");
    List<String> ids = load.ids();
    byte[] picture = Files.readAllBytes(Project.samples().resolve("animals/wild/giant-panda.jpg"));
    System.out.println(
        "| questions | connections | requests | errors | a second | p50 ms | p99 ms | server MiB"
            + " |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    IntFunction<Question> cached = _ -> load.text("a dog on the beach");
    IntFunction<Question> uncached =
        _ -> load.text("photo number %d of a dog".formatted(load.sentence.incrementAndGet()));
    IntFunction<Question> thumbnail =
        i -> load.get("/api/v1/images/%s/thumbnail".formatted(ids.get(i % ids.size())));
    load.run("thumbnail, warm-up", CONNECTIONS, thumbnail, status);
    load.run("thumbnail", CONNECTIONS, thumbnail, status);
    load.run("cached text", CONNECTIONS, cached, status);
    load.run("cached text", 1, cached, status);
    load.run("uncached text", CONNECTIONS, uncached, status);
    load.run("uncached text", 1, uncached, status);
    load.run("picture", CONNECTIONS, _ -> load.upload(picture), status);
  }

  private List<String> ids() throws IOException {
    try (var connection = new HttpConnection(server.getHost(), server.getPort())) {
      Question all = get("/api/v1/search?q=min:0&k=1000");
      String json = connection.ask(all.head, NOTHING).text();
      return Pattern.compile("\"id\":\"([0-9a-f]+)\"")
          .matcher(json)
          .results()
          .map(it -> it.group(1))
          .toList();
    }
  }

  private void run(String name, int connections, IntFunction<Question> questions, Path status)
      throws Exception {
    var nanos = new ConcurrentLinkedQueue<long[]>();
    var errors = new AtomicLong();
    var ready = new CountDownLatch(1);
    long[] end = new long[1];
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < connections; i++) {
      int number = i;
      threads.add(
          Thread.startVirtualThread(
              () -> {
                try (var connection = new HttpConnection(server.getHost(), server.getPort())) {
                  ready.await();
                  nanos.add(ask(connection, questions, number, end[0], errors));
                } catch (IOException | InterruptedException e) {
                  errors.incrementAndGet();
                }
              }));
    }
    long start = System.nanoTime();
    end[0] = start + time.toNanos();
    ready.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double[] millis =
        nanos.stream()
            .flatMapToLong(java.util.Arrays::stream)
            .mapToDouble(it -> it / 1e6)
            .toArray();
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %,d | %d | %,.0f | %.2f | %.2f | %s |%n",
        name,
        connections,
        millis.length,
        errors.get(),
        millis.length / seconds,
        Project.percentile(millis, 0.5),
        Project.percentile(millis, 0.99),
        resident(status));
  }

  private static long[] ask(
      HttpConnection connection,
      IntFunction<Question> questions,
      int first,
      long end,
      AtomicLong errors)
      throws IOException {
    long[] nanos = new long[1024];
    int count = 0;
    for (int i = first; System.nanoTime() < end; i++) {
      Question question = questions.apply(i);
      long start = System.nanoTime();
      if (connection.ask(question.head, question.body).status() != 200) {
        errors.incrementAndGet();
      }
      if (count == nanos.length) {
        nanos = java.util.Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = System.nanoTime() - start;
    }
    return java.util.Arrays.copyOf(nanos, count);
  }

  private Question text(String query) {
    return get("/api/v1/search?k=20&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
  }

  private Question get(String target) {
    return new Question("GET " + target + head(), NOTHING);
  }

  private Question upload(byte[] picture) {
    var body = new ByteArrayOutputStream();
    body.writeBytes(
        """
        --%s
        Content-Disposition: form-data; name="image"; filename="a.jpg"

        """
            .formatted(BOUNDARY)
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(picture);
    body.writeBytes("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
    return new Question(
        "POST /api/v1/search"
            + head()
            + "Content-Type: multipart/form-data; boundary="
            + BOUNDARY
            + "\r\n",
        body.toByteArray());
  }

  private String head() {
    return " HTTP/1.1\r\nHost: %s\r\n".formatted(server.getAuthority());
  }

  private static String resident(Path status) throws IOException {
    if (!Files.exists(status)) {
      return "–";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> Long.toString(Long.parseLong(line.replaceAll("\\D", "")) / 1024))
        .findFirst()
        .orElse("–");
  }
}
