package dev.sightline.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.web.http.WebOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is sent, the answer blames the sender, and tells nothing of the server.
class MalformedRequestsTest {
  private static final String ZEBRA = "stamps/zebra.jpg";
  private static final int REQUESTS = 500;
  private static final long SEED = Long.getLong("sightline.seed", 20_260_102L);
  private static final Pattern REFUSED = Pattern.compile("(?s)HTTP/1\\.1 4\\d\\d .*");

  private static final List<String> CLIMBING =
      List.of(
          "../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..\\", "%252e%252e/", "..;/", "%c0%ae%c0%ae/");

  private static final List<String> NOT_ENCODED =
      List.of("%", "%g0", "%f", "%00", "%ff%fe", "%c3%28", "%u0041", "%%%");

  private final Random random = new Random(SEED);
  private byte[] picture = {};
  private String id = "";

  @Test
  void five_hundred_malformed_requests_are_refused_without_a_word_of_the_server(
      @TempDir Path folder) throws Exception {
    try (var library = SampleLibrary.of(folder, List.of(ZEBRA));
        var server = library.serveIndexing(WebOptions.anyPort(), library.runs());
        var client = new Client(server)) {
      picture = Files.readAllBytes(library.photo(ZEBRA));
      id = library.id(ZEBRA);
      for (int i = 0; i < REQUESTS; i++) {
        byte[] request = request(i % 10);

        String answer = send(server.port(), request);

        assertThat(answer)
            .as("request %d, seed %d: %s", i, SEED, beginning(request))
            .matches(REFUSED)
            .doesNotContain(
                folder.toRealPath().toString(),
                "Exception",
                "\tat ",
                "dev.sightline",
                "jetty",
                "Jetty",
                "root:");
      }
      assertThat(client.get("/api/v1/health").statusCode()).isEqualTo(200);
      assertThat(Client.json(client.get("/api/v1/jobs")).at("/jobs")).isEmpty();
    }
  }

  private byte[] request(int kind) throws IOException {
    return switch (kind) {
      case 0 -> get("/" + pick(CLIMBING).repeat(1 + random.nextInt(8)) + "etc/passwd");
      case 1 -> get("/api/v1/images/" + pick(CLIMBING).repeat(3) + "etc/passwd/original");
      case 2 ->
          get("/api/v1/search?q=cat&k=" + pick(List.of("0", "-1", "x", "1e9", "", "1001", "%")));
      case 3 -> get("/api/v1/images/" + id + "/thumbnail?size=" + (2000 + random.nextInt()));
      case 4 -> hugeHeaders();
      case 5 -> brokenForm();
      case 6 -> post("/api/v1/jobs", "application/json", json().getBytes(ISO_8859_1));
      case 7 -> post("/api/v1/search", pick(List.of("text/plain", "image/jpeg", "x", "")), picture);
      case 8 -> form(bomb());
      default -> noHttp();
    };
  }

  private static byte[] get(String target) {
    return bytes("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  }

  private byte[] hugeHeaders() {
    String long20k = "a".repeat(20_000);
    return switch (random.nextInt(4)) {
      case 0 -> get("/api/v1/search?q=" + long20k);
      case 1 -> get("/ HTTP/1.1\r\nX-Long: " + long20k);
      case 2 -> get("/ HTTP/1.1\r\n" + "X-Many: 1\r\n".repeat(3000) + "X: ");
      default -> get("/api/v1/search?q=" + "-a+".repeat(40));
    };
  }

  private byte[] brokenForm() throws IOException {
    byte[] whole = Client.form("image", picture, java.util.Map.of("q", "cat"));
    String type = "multipart/form-data; boundary=----sightline-test";
    return switch (random.nextInt(5)) {
      case 0 ->
          post("/api/v1/search", type, Arrays.copyOf(whole, random.nextInt(whole.length - 40)));
      case 1 -> post("/api/v1/search", "multipart/form-data", whole);
      case 2 -> post("/api/v1/search", "multipart/form-data; boundary=other", whole);
      case 3 -> post("/api/v1/search", type, Client.form("other", picture, java.util.Map.of()));
      default -> post("/api/v1/search", type, bytes("------sightline-test\r\n".repeat(50)));
    };
  }

  private String json() {
    return switch (random.nextInt(6)) {
      case 0 -> "[".repeat(5000);
      case 1 -> "{\"root\":".repeat(2000);
      case 2 -> "{\"root\": \"" + "a".repeat(9000) + "\"}";
      case 3 -> "{\"root\": " + "9".repeat(1000) + "}";
      case 4 -> "{\"root\": [\"/\"]}";
      default -> pick(List.of("nul", "\"", "{,}", "{\"a\":1}", "\u0000", "[1,2]", "7"));
    };
  }

  /// A file that says of itself that it is enormous, or is none.
  private byte[] bomb() {
    return switch (random.nextInt(4)) {
      case 0 -> png(60_000, 60_000);
      case 1 -> png(Integer.MAX_VALUE, Integer.MAX_VALUE);
      case 2 -> Arrays.copyOf(picture, 20 + random.nextInt(picture.length / 4));
      default -> {
        byte[] noise = new byte[random.nextInt(2000)];
        random.nextBytes(noise);
        yield noise;
      }
    };
  }

  private static byte[] png(int width, int height) {
    var header = ByteBuffer.allocate(17);
    header.put(bytes("IHDR")).putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
    var crc = new CRC32();
    crc.update(header.array());
    return ByteBuffer.allocate(8 + 4 + 17 + 4)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10})
        .putInt(13)
        .put(header.array())
        .putInt((int) crc.getValue())
        .array();
  }

  private byte[] noHttp() {
    return bytes(
        switch (random.nextInt(7)) {
          case 0 -> "GET /api/v1/search?q=" + pick(NOT_ENCODED) + " HTTP/1.1\r\n" + END;
          case 1 -> "GET /" + pick(NOT_ENCODED) + "api HTTP/1.1\r\nHost: localhost\r\n" + END;
          case 2 -> "GET / HTTP/1.1\r\n" + END; // no host
          case 3 -> "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n" + END;
          case 4 -> "G\u0001T / HTTP/1.1\r\nHost: localhost\r\n" + END;
          case 5 -> "GET /api/v1/search HTTP/1.1\r\nHost: evil.example\r\n" + END;
          default ->
              "POST /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
                  + "Content-Length: 6\r\n"
                  + END;
        });
  }

  private static final String END = "Connection: close\r\n\r\n";

  private static byte[] form(byte[] file) throws IOException {
    return post(
        "/api/v1/search",
        "multipart/form-data; boundary=----sightline-test",
        Client.form("image", file, java.util.Map.of()));
  }

  private static byte[] post(String target, String type, byte[] body) {
    var request = new ByteArrayOutputStream();
    request.writeBytes(
        bytes(
            "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s"
                .formatted(target, type, body.length, END)));
    request.writeBytes(body);
    return request.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static String send(int port, byte[] request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      try {
        socket.getOutputStream().write(request);
        socket.shutdownOutput();
      } catch (SocketException e) {
        // it was refused before all of it was sent; why may still be read
      }
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private static String beginning(byte[] request) {
    return new String(request, 0, Math.min(150, request.length), ISO_8859_1);
  }
}
