package dev.sightline.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightline.web.http.WebOptions;
import dev.sightline.web.security.WebServerException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebServerTest {
  private static final String ZEBRA = "stamps/zebra.jpg";
  private static final String SECRET = "s3cret ü/+;";

  private SampleLibrary library;

  @BeforeAll
  void indexOnePhoto(@TempDir Path folder) throws Exception {
    library = SampleLibrary.of(folder, List.of(ZEBRA));
  }

  @AfterAll
  void closeTheLibrary() {
    library.close();
  }

  @Test
  void it_says_where_it_is_and_what_it_serves() throws Exception {
    try (var server = library.serve(WebOptions.anyPort());
        var client = new Client(server)) {
      assertThat(server.address()).isEqualTo("http://127.0.0.1:%d/".formatted(server.port()));
      JsonNode about = Client.json(client.get("/api/v1/library"));
      assertThat(about.at("/documents").asInt()).isEqualTo(1);
      assertThat(about.at("/model").asText()).isEqualTo("sightline-tiny");
      assertThat(about.at("/bundledModel").asBoolean()).isFalse();
      assertThat(about.at("/roots/0").asText()).isEqualTo(library.photos().toString());
      assertThat(Client.json(client.get("/api/v1/health")).at("/status").asText()).isEqualTo("ok");
    }
  }

  @Test
  void a_port_that_is_taken_is_named_with_the_way_out() {
    try (var first = library.serve(WebOptions.anyPort())) {
      var same = WebOptions.anyPort().withPort(first.port());

      assertThatThrownBy(() -> library.serve(same))
          .isInstanceOf(WebServerException.class)
          .hasMessage(
              "Port %d of 127.0.0.1 is taken by another program, perhaps by another Sightline. Stop"
                      .formatted(first.port())
                  + " that program, or choose another port with --port.");
    }
  }

  @Test
  void a_demo_takes_the_next_free_port() {
    try (var first = library.serve(WebOptions.anyPort());
        var second =
            library.serve(
                new WebOptions("127.0.0.1", first.port(), true, Optional.empty(), true))) {
      assertThat(second.port()).isGreaterThan(first.port());
    }
  }

  @Test
  void a_port_is_free_again_after_closing() {
    var first = library.serve(WebOptions.anyPort());
    int port = first.port();
    first.close();

    try (var second = library.serve(WebOptions.anyPort().withPort(port))) {
      assertThat(second.port()).isEqualTo(port);
    }
  }

  @Test
  void it_is_not_open_to_others_without_a_token() {
    var open = new WebOptions("0.0.0.0", 0, false, Optional.empty(), false);

    assertThatThrownBy(() -> library.serve(open))
        .isInstanceOf(WebServerException.class)
        .hasMessageContaining("Others could reach 0.0.0.0")
        .hasMessageContaining("--token");
  }

  @Test
  void a_host_that_does_not_exist_is_named() {
    var nowhere = new WebOptions("no.such.invalid", 0, false, Optional.of("t"), false);

    assertThatThrownBy(() -> library.serve(nowhere))
        .isInstanceOf(WebServerException.class)
        .hasMessageContaining("no.such.invalid");
  }

  @Test
  void with_a_token_every_call_needs_it() throws Exception {
    try (var server = library.serve(WebOptions.anyPort().withToken(SECRET));
        var client = new Client(server)) {
      String id = library.id(ZEBRA);
      for (String target :
          List.of(
              "/api/v1/search",
              "/api/v1/library",
              "/api/v1/health",
              "/api/v1/images/" + id,
              "/api/v1/images/" + id + "/thumbnail",
              "/api/v1/images/" + id + "/original")) {
        HttpResponse<byte[]> refused = client.get(target);
        assertThat(refused.statusCode()).as(target).isEqualTo(401);
        assertThat(Client.json(refused).at("/detail").asText()).contains("token");
        assertThat(client.get(target, "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
        assertThat(client.get(target, "Cookie", "sightline=wrong").statusCode()).isEqualTo(401);
      }
      assertThat(client.post(new byte[0], "image/jpeg").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void a_bearer_token_opens_the_api() throws Exception {
    try (var server = library.serve(WebOptions.anyPort().withToken("plain"));
        var client = new Client(server)) {
      assertThat(client.get("/api/v1/library", "Authorization", "Bearer plain").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void a_login_link_sets_a_cookie_that_does_not_tell_the_token() throws Exception {
    try (var server = library.serve(WebOptions.anyPort().withToken(SECRET));
        var client = new Client(server)) {
      var opened = client.get(server.addressToOpen().substring(server.address().length() - 1));

      assertThat(opened.statusCode()).isEqualTo(302);
      assertThat(opened.headers().firstValue("Location")).hasValue("/");
      String cookie = opened.headers().firstValue("Set-Cookie").orElseThrow();
      assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain("s3cret");
      String pair = cookie.substring(0, cookie.indexOf(';'));
      assertThat(client.get("/api/v1/library", "Cookie", pair).statusCode()).isEqualTo(200);
      assertThat(client.get("/login?key=wrong").statusCode()).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:7700",
        "localhost.evil.example",
        "127.0.0.1.nip.io",
        "192.168.1.5:7700",
        ""
      })
  void a_request_meant_for_another_host_is_refused(String host) throws Exception {
    try (var server = library.serve(WebOptions.anyPort());
        var client = new Client(server)) {
      for (String target : List.of("/", "/api/v1/search", "/api/v1/images/" + library.id(ZEBRA))) {
        assertThat(client.raw("GET " + target + " HTTP/1.1", "Host: " + host))
            .startsWith("HTTP/1.1 4")
            .doesNotContain(library.photos().toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:7700", "127.0.0.1:80", "127.9.9.9", "[::1]:7700"})
  void every_name_of_this_machine_is_answered(String host) throws Exception {
    try (var server = library.serve(WebOptions.anyPort());
        var client = new Client(server)) {
      assertThat(client.raw("GET /api/v1/health HTTP/1.1", "Host: " + host))
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void browsers_are_told_to_load_and_guess_nothing_else() throws Exception {
    try (var server = library.serve(WebOptions.anyPort());
        var client = new Client(server)) {
      for (String target : List.of("/", "/api/v1/search", "/api/v1/nothing")) {
        var headers = client.get(target, "Origin", "https://evil.example").headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
            .startsWith("default-src 'self'; img-src 'self' blob: data:")
            .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(headers.firstValue("Server")).isEmpty();
      }
    }
  }

  @Test
  void wrong_addresses_and_methods_are_told_in_json() throws Exception {
    try (var server = library.serve(WebOptions.anyPort());
        var client = new Client(server)) {
      HttpResponse<byte[]> nowhere = client.get("/api/v1/nothing");
      assertThat(nowhere.statusCode()).isEqualTo(404);
      assertThat(Client.json(nowhere).at("/detail").asText())
          .isEqualTo("There is nothing at this address.");

      HttpResponse<byte[]> deleted = client.send("DELETE", "/api/v1/images/" + library.id(ZEBRA));
      assertThat(deleted.statusCode()).isEqualTo(405);
      assertThat(Client.json(deleted).at("/detail").asText())
          .isEqualTo("This address does not take DELETE.");
      assertThat(deleted.headers().firstValue("Allow")).hasValue("GET, HEAD");
      assertThat(client.send("PUT", "/api/v1/search").statusCode()).isEqualTo(405);
    }
  }

  @Test
  void our_own_faults_are_told_without_details() throws Exception {
    try (var server =
            library.serve(
                WebOptions.anyPort(),
                (_, _) -> {
                  throw new IllegalStateException("/secret/path");
                });
        var client = new Client(server)) {
      HttpResponse<byte[]> failed =
          client.get("/api/v1/images/" + library.id(ZEBRA) + "/thumbnail");

      assertThat(failed.statusCode()).isEqualTo(500);
      assertThat(new String(failed.body(), UTF_8)).doesNotContain("secret", "Exception");
    }
  }
}
