package dev.sightline.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.web.Client;
import dev.sightline.web.SampleLibrary;
import dev.sightline.web.WebServer;
import dev.sightline.web.http.ApiException;
import dev.sightline.web.http.WebOptions;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may ask what: logging in, guessing tokens, other sites' pages, callers behind a proxy.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {
  private static final String ZEBRA = "stamps/zebra.jpg";
  private static final String TOKEN = "correct horse";

  private SampleLibrary library;
  private WebServer open;
  private WebServer closed;
  private Client client;
  private Client remote;

  @BeforeAll
  void serveWithAndWithoutAToken(@TempDir Path folder) throws Exception {
    library = SampleLibrary.of(folder, List.of(ZEBRA));
    open = library.serveIndexing(WebOptions.anyPort(), library.runs());
    closed = library.serveIndexing(WebOptions.anyPort().withToken(TOKEN), library.runs());
    client = new Client(open);
    remote = new Client(closed);
  }

  @AfterAll
  void stop() {
    client.close();
    remote.close();
    open.close();
    closed.close();
    library.close();
  }

  @Test
  void a_login_link_works_once() throws Exception {
    String link = closed.addressToOpen().substring(closed.address().length() - 1);

    assertThat(link).startsWith("/login?key=").doesNotContain("horse");
    assertThat(remote.get(link).statusCode()).isEqualTo(302);
    assertThat(remote.get(link).statusCode()).isEqualTo(401);
  }

  @Test
  void the_token_can_be_typed_into_a_form() throws Exception {
    assertThat(new String(remote.get("/login").body(), UTF_8)).contains("type=\"password\"");

    HttpResponse<byte[]> right = remote.submit("/login", "token=correct+horse");
    assertThat(right.statusCode()).isEqualTo(303);
    String cookie = right.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain("horse");
    String pair = cookie.substring(0, cookie.indexOf(';'));
    assertThat(remote.get("/api/v1/library", "Cookie", pair).statusCode()).isEqualTo(200);

    assertThat(remote.submit("/login", "token=wrong").statusCode()).isEqualTo(401);
    assertThat(remote.submit("/login", "").statusCode()).isEqualTo(400);
  }

  @Test
  void whoever_guesses_tokens_is_slowed_down(@TempDir Path folder) throws Exception {
    try (var other = SampleLibrary.of(folder, List.of(ZEBRA));
        var server = other.serve(WebOptions.anyPort().withToken(TOKEN));
        var guessing = new Client(server)) {
      for (int i = 0; i < LoginRateLimiter.ALLOWED; i++) {
        assertThat(bearer(guessing, "guess " + i).statusCode()).isEqualTo(401);
      }

      HttpResponse<byte[]> refused = bearer(guessing, TOKEN);

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
          .isBetween(1, 60);
      assertThat(guessing.submit("/login", "token=correct+horse").statusCode()).isEqualTo(429);
      assertThat(guessing.get("/api/v1/health/live").statusCode()).isEqualTo(200);
    }
  }

  private static HttpResponse<byte[]> bearer(Client asking, String token) throws Exception {
    return asking.get("/api/v1/library", "Authorization", "Bearer " + token);
  }

  @Test
  void a_minute_after_the_first_wrong_token_another_may_be_tried() {
    var clock = new AtomicLong(Long.MAX_VALUE - 5);
    var wrong = new LoginRateLimiter(clock::get);
    for (int i = 0; i < LoginRateLimiter.ALLOWED; i++) {
      wrong.check("192.0.2.1");
      wrong.note("192.0.2.1");
    }
    assertThatThrownBy(() -> wrong.check("192.0.2.1")).isInstanceOf(ApiException.class);
    wrong.check("192.0.2.2");

    clock.addAndGet(Duration.ofSeconds(61).toNanos());

    wrong.check("192.0.2.1");
  }

  @Test
  void neighbours_of_one_ipv6_network_count_as_one() {
    var wrong = new LoginRateLimiter(() -> 0);
    for (int i = 0; i < LoginRateLimiter.ALLOWED; i++) {
      wrong.note("2001:db8::" + i);
    }

    assertThatThrownBy(() -> wrong.check("2001:db8::ffff:1")).isInstanceOf(ApiException.class);
    wrong.check("2001:db8:0:1::1");
  }

  @Test
  void asking_without_a_token_is_no_guess() throws Exception {
    for (int i = 0; i < 2 * LoginRateLimiter.ALLOWED; i++) {
      HttpResponse<byte[]> refused = remote.get("/api/v1/library");
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
          .startsWith("Bearer");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, https://evil.example",
    "Origin, null",
    "Origin, http://127.0.0.1:1",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void a_page_of_another_site_gets_nothing(String header, String value) throws Exception {
    for (String target : List.of("/api/v1/search", "/api/v1/images/" + library.id(ZEBRA))) {
      assertThat(client.get(target, header, value).statusCode()).as(target).isEqualTo(403);
    }
    assertThat(client.send("POST", "/api/v1/jobs", header, value).statusCode()).isEqualTo(403);
    assertThat(Client.json(client.get("/api/v1/jobs")).at("/jobs")).isEmpty();
  }

  @Test
  void our_own_page_and_a_followed_link_are_answered() throws Exception {
    String ours = open.address().substring(0, open.address().length() - 1);
    String api = "/api/v1/library";

    assertThat(client.get(api, "Origin", ours).statusCode()).isEqualTo(200);
    assertThat(client.get(api, "Sec-Fetch-Site", "same-origin").statusCode()).isEqualTo(200);
    assertThat(client.get(api, "Sec-Fetch-Site", "none").statusCode()).isEqualTo(200);
    assertThat(
            client
                .get(api, "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void a_form_of_our_own_page_is_taken_though_it_hides_where_it_is() throws Exception {
    HttpResponse<byte[]> ours =
        remote.submit(
            "/login", "token=correct+horse", "Origin", "null", "Sec-Fetch-Site", "same-origin");
    HttpResponse<byte[]> foreign =
        remote.submit(
            "/login", "token=correct+horse", "Origin", "null", "Sec-Fetch-Site", "cross-site");

    assertThat(ours.statusCode()).isEqualTo(303);
    assertThat(foreign.statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "http://photos.example, photos.example, true",
    "https://photos.example, photos.example, true",
    "https://photos.example:443, photos.example, true",
    "https://photos.example:8443, photos.example, false",
    "http://photos.example.evil.example, photos.example, false",
    "'not a URI', photos.example, false"
  })
  void an_origin_is_ours_when_host_and_port_are(String origin, String host, boolean ours) {
    assertThat(SameOrigin.isOurs(origin, host)).isEqualTo(ours);
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "Via"})
  void whoever_asks_through_a_proxy_without_a_token_sees_no_paths(String header) throws Exception {
    for (String target :
        List.of(
            "/api/v1/search?q=zebra",
            "/api/v1/images/" + library.id(ZEBRA),
            "/api/v1/images/" + library.id(ZEBRA) + "/similar",
            "/api/v1/library",
            "/api/v1/skipped")) {
      HttpResponse<byte[]> answer = client.get(target, header, "for=203.0.113.9");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(new String(answer.body(), UTF_8))
          .as(target)
          .doesNotContain(library.photos().toString());
    }
    assertThat(client.search("zebra").at("/hits/0/path").asText())
        .isEqualTo(library.photo(ZEBRA).toString());
    assertThat(client.send("POST", "/api/v1/jobs", header, "for=203.0.113.9").statusCode())
        .isEqualTo(403);
  }

  @Test
  void a_token_holder_sees_paths_from_wherever() throws Exception {
    HttpResponse<byte[]> answer =
        remote.get(
            "/api/v1/images/" + library.id(ZEBRA),
            "Authorization",
            "Bearer " + TOKEN,
            "X-Forwarded-For",
            "203.0.113.9");

    assertThat(Client.json(answer).at("/path").asText()).isEqualTo(library.photo(ZEBRA).toString());
  }
}
