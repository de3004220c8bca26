package dev.sightline.web.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.web.Client;
import dev.sightline.web.SampleLibrary;
import dev.sightline.web.WebServer;
import dev.sightline.web.http.WebOptions;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What the server bears before it says no.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {
  private static final String ZEBRA = "stamps/zebra.jpg";
  private static final String ROSE = "stamps/red-rose.jpg";

  private SampleLibrary library;

  @BeforeAll
  void indexTwoPhotos(@TempDir Path folder) throws Exception {
    library = SampleLibrary.of(folder, List.of(ZEBRA, ROSE));
  }

  @AfterAll
  void closeTheLibrary() {
    library.close();
  }

  private WebServer serve(ServerLimits limits) {
    return library.serve(WebOptions.anyPort(), library.decoder(), Optional.empty(), limits);
  }

  @Test
  void headers_that_trickle_in_are_cut_off() throws Exception {
    var limits = ServerLimits.usual().withTimes(Duration.ofMillis(200), Duration.ofMinutes(1));
    try (var server = serve(limits);
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      var out = socket.getOutputStream();
      out.write("GET /api/v1/library HTTP/1.1\r\nHost: localhost\r\nX: ".getBytes(ISO_8859_1));
      out.flush();

      byte[] said = socket.getInputStream().readAllBytes(); // ends only when the server hangs up

      assertThat(new String(said, UTF_8)).doesNotContain("200 OK");
    }
  }

  @Test
  void a_connection_that_waits_for_its_next_request_is_not_cut_off() throws Exception {
    var limits = ServerLimits.usual().withTimes(Duration.ofMillis(50), Duration.ofMinutes(1));
    String request = "GET /api/v1/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
    try (var server = serve(limits);
        var idle = new Socket(InetAddress.getLoopbackAddress(), server.port());
        var trickling = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      idle.getOutputStream().write(request.getBytes(ISO_8859_1));
      assertThat(idle.getInputStream().read()).isEqualTo('H');
      trickling.getOutputStream().write("GET".getBytes(ISO_8859_1));
      assertThat(trickling.getInputStream().readAllBytes()).isEmpty(); // so it has been looked at

      idle.getOutputStream().write(request.getBytes(ISO_8859_1));

      var answers = new ByteArrayOutputStream();
      while (answers.toString(UTF_8).split("HTTP/1.1 200", -1).length < 2) {
        int one = idle.getInputStream().read();
        assertThat(one).isNotNegative();
        answers.write(one);
      }
    }
  }

  @Test
  void a_picture_that_trickles_in_is_given_up() throws Exception {
    var limits = ServerLimits.usual().withTimes(Duration.ofMinutes(1), Duration.ofMillis(200));
    try (var server = serve(limits);
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String head =
          """
          POST /api/v1/search HTTP/1.1
          Host: localhost
          Connection: close
          Content-Type: multipart/form-data; boundary=b
          Content-Length: 100000

          --b
          Content-Disposition: form-data; name="image"; filename="a.jpg"

          """;
      socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(ISO_8859_1));
      socket.getOutputStream().flush();

      String said = new String(socket.getInputStream().readAllBytes(), UTF_8);

      assertThat(said).startsWith("HTTP/1.1 408").contains("did not arrive in time");
    }
  }

  @Test
  void a_long_address_and_large_headers_are_refused_as_problems() throws Exception {
    try (var server = serve(ServerLimits.usual());
        var client = new Client(server)) {
      String address = client.raw("GET /" + "a".repeat(20_000) + " HTTP/1.1", "Host: localhost");
      assertThat(address).startsWith("HTTP/1.1 414");
      String headers =
          client.raw("GET / HTTP/1.1", "Host: localhost", "X-Large: " + "a".repeat(20_000));
      assertThat(headers).startsWith("HTTP/1.1 431");
      for (String answer : List.of(address, headers)) {
        assertThat(answer)
            .contains("application/problem+json", "X-Request-Id: ", "urn:sightline:request:")
            .doesNotContain("jetty", "Jetty", "\tat ");
      }
    }
  }

  @Test
  void what_cannot_be_done_soon_is_refused_and_the_rest_goes_on() throws Exception {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    try (var server =
            library.serve(
                WebOptions.anyPort(),
                (source, shortSide) -> {
                  begun.countDown();
                  awaitUninterrupted(goOn);
                  return library.decoder().decode(source, shortSide);
                },
                Optional.empty(),
                ServerLimits.usual().withWork(1, 1));
        var client = new Client(server)) {
      String thumbnail = "/api/v1/images/%s/thumbnail?size=%d";
      var first = ask(client, thumbnail.formatted(library.id(ZEBRA), 960));
      begun.await(); // holds the only thread
      var second = ask(client, thumbnail.formatted(library.id(ROSE), 960));
      while (!metrics(client).contains("sightline_work_waiting{work=\"decodes\"} 1.0")) {
        Thread.onSpinWait(); // until it has taken the only place to wait
      }

      HttpResponse<byte[]> refused = client.get(thumbnail.formatted(library.id(ROSE), 1600));

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(client.get("/api/v1/library").statusCode()).isEqualTo(200);

      goOn.countDown();
      assertThat(first.get().statusCode()).isEqualTo(200);
      assertThat(second.get().statusCode()).isEqualTo(200);
    }
  }

  private static String metrics(Client client) throws Exception {
    return new String(client.get("/api/v1/metrics").body(), UTF_8);
  }

  private static CompletableFuture<HttpResponse<byte[]>> ask(Client client, String target) {
    var answer = new CompletableFuture<HttpResponse<byte[]>>();
    Thread.startVirtualThread(
        () -> {
          try {
            answer.complete(client.get(target));
          } catch (Exception e) {
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody should interrupt a decode", e);
    }
  }
}
