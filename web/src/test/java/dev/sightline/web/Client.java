package dev.sightline.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Asks a server as a program would.
public final class Client implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String BOUNDARY = "----sightline-test";

  /// The type of [#form].
  static final String FORM = "multipart/form-data; boundary=" + BOUNDARY;

  private final HttpClient http = HttpClient.newHttpClient();
  private final WebServer server;

  public Client(WebServer server) {
    this.server = server;
  }

  /// A search, expected to be answered.
  public JsonNode search(String query) throws Exception {
    return json(get("/api/v1/search?q=" + encoded(query)));
  }

  /// @param target path and query, percent-encoded
  /// @param headers name, value, name, value, …
  public HttpResponse<byte[]> get(String target, String... headers) throws Exception {
    return send("GET", target, headers);
  }

  public HttpResponse<byte[]> send(String method, String target, String... headers)
      throws Exception {
    var request = request(target).method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /// Searches by a picture.
  ///
  /// @param file the bytes of the field `image`
  HttpResponse<byte[]> upload(byte[] file, Map<String, String> fields) throws Exception {
    return post(form("image", file, fields));
  }

  HttpResponse<byte[]> post(byte[] form) throws Exception {
    return post(form, FORM);
  }

  HttpResponse<byte[]> post(byte[] body, String contentType) throws Exception {
    return post("/api/v1/search", body, contentType);
  }

  HttpResponse<byte[]> post(String target, byte[] body, String contentType) throws Exception {
    var request =
        request(target).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body));
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /// Sends a form as a page does.
  public HttpResponse<byte[]> submit(String target, String fields, String... headers)
      throws Exception {
    var request =
        request(target)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(fields));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /// Sends an object of JSON.
  public HttpResponse<byte[]> postJson(String target, String json) throws Exception {
    var request =
        request(target)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  static byte[] form(String fileField, byte[] file, Map<String, String> fields) throws IOException {
    var form = new ByteArrayOutputStream();
    for (var field : fields.entrySet()) {
      form.writeBytes(
          "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
              .formatted(BOUNDARY, field.getKey(), field.getValue())
              .getBytes(StandardCharsets.UTF_8));
    }
    String head =
        """
        --%s
        Content-Disposition: form-data; name="%s"; filename="../../a.jpg"
        Content-Type: image/jpeg

        """
            .formatted(BOUNDARY, fileField);
    form.writeBytes(head.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    form.writeBytes(file);
    form.writeBytes("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
    return form.toByteArray();
  }

  private HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(URI.create(server.address()).resolve(target));
  }

  /// What a server says to a request line and headers that no decent client would send.
  public String raw(String... lines) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  public static JsonNode json(HttpResponse<byte[]> response) throws IOException {
    return MAPPER.readTree(response.body());
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.close();
  }
}
