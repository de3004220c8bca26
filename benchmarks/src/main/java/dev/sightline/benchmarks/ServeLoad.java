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
/// afterwards and over time.
///
/// Run: `benchmarks/run.sh serve-load [SECONDS [LIBRARY [MODEL [each|mixed|text]]]]`.
/// Table: `docs/explanation/performance/serving.md`.
public final class ServeLoad {
  private static final int CONNECTIONS = 50;
  private static final List<Integer> TEXT_CLIENTS = List.of(1, 8, 64);
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

  /// Connections that all ask the same kind of question.
  private record Load(String name, int connections, IntFunction<Question> questions) {}

  /// `ADDRESS SECONDS PID [WHAT]`: the server's address, the time of each kind, its process, and
  /// what is asked: `each` kind after the other, `mixed` all at once, or `text` only.
  public static void main(String[] arguments) throws Exception {
    var load =
        new ServeLoad(URI.create(arguments[0]), Duration.ofSeconds(Long.parseLong(arguments[1])));
    var memory = new MemoryOverTime(Path.of("/proc", arguments[2], "status"));
    System.out.println(
        "| questions | connections | requests | errors | a second | p50 ms | p99 ms | server MiB"
            + " |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    for (List<Load> together : load.wanted(arguments.length > 3 ? arguments[3] : "each")) {
      load.run(together, memory);
    }
    System.out.println("server MiB over time: " + memory.told());
  }

  private List<List<Load>> wanted(String what) throws IOException {
    IntFunction<Question> cached = _ -> text("a dog on the beach");
    IntFunction<Question> uncached =
        _ -> text("photo number %d of a dog".formatted(sentence.incrementAndGet()));
    var texts = new ArrayList<List<Load>>();
    for (int clients : TEXT_CLIENTS) {
      texts.add(List.of(new Load("cached text", clients, cached)));
      texts.add(List.of(new Load("uncached text", clients, uncached)));
    }
    if (what.equals("text")) {
      return texts;
    }
    byte[] picture = Files.readAllBytes(Project.samples().resolve("animals/wild/giant-panda.jpg"));
    List<String> ids = ids();
    IntFunction<Question> thumbnail =
        i -> get("/api/v1/images/%s/thumbnail".formatted(ids.get(i % ids.size())));
    IntFunction<Question> pictures = _ -> upload(picture);
    return switch (what) {
      case "mixed" ->
          List.of(
              List.of(
                  new Load("thumbnail", 30, thumbnail),
                  new Load("cached text", 10, cached),
                  new Load("uncached text", 8, uncached),
                  new Load("picture", 2, pictures)));
      case "each" -> {
        var all = new ArrayList<List<Load>>();
        all.add(List.of(new Load("thumbnail, warm-up", CONNECTIONS, thumbnail)));
        all.add(List.of(new Load("thumbnail", CONNECTIONS, thumbnail)));
        all.addAll(texts);
        all.add(List.of(new Load("picture", CONNECTIONS, pictures)));
        yield all;
      }
      default -> throw new IllegalArgumentException("each, mixed or text, not " + what);
    };
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

  /// What the connections of one load met.
  private static final class Met {
    final ConcurrentLinkedQueue<long[]> nanos = new ConcurrentLinkedQueue<>();
    final AtomicLong errors = new AtomicLong();
  }

  private void run(List<Load> together, MemoryOverTime memory) throws Exception {
    var ready = new CountDownLatch(1);
    long[] end = new long[1];
    var threads = new ArrayList<Thread>();
    var met = new ArrayList<Met>();
    for (Load load : together) {
      var mine = new Met();
      met.add(mine);
      for (int i = 0; i < load.connections(); i++) {
        int number = i;
        threads.add(
            Thread.startVirtualThread(
                () -> {
                  try (var connection = new HttpConnection(server.getHost(), server.getPort())) {
                    ready.await();
                    mine.nanos.add(ask(connection, load.questions(), number, end[0], mine.errors));
                  } catch (IOException | InterruptedException e) {
                    mine.errors.incrementAndGet();
                  }
                }));
      }
    }
    long start = System.nanoTime();
    end[0] = start + time.toNanos();
    ready.countDown();
    memory.watchUntil(end[0]);
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    for (int i = 0; i < together.size(); i++) {
      print(together.get(i), met.get(i), seconds, memory.now());
    }
  }

  private static void print(Load load, Met met, double seconds, String mebibytes) {
    double[] millis =
        met.nanos.stream()
            .flatMapToLong(java.util.Arrays::stream)
            .mapToDouble(it -> it / 1e6)
            .toArray();
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %,d | %d | %,.0f | %.2f | %.2f | %s |%n",
        load.name(),
        load.connections(),
        millis.length,
        met.errors.get(),
        millis.length / seconds,
        Project.percentile(millis, 0.5),
        Project.percentile(millis, 0.99),
        mebibytes);
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
}
