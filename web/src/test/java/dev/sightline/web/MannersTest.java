package dev.sightline.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightline.web.http.WebOptions;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What HTTP wants of an API.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MannersTest {
  private static final String PHOTO_TOUCHED = "city/eiffel-tower.jpg";

  private SampleLibrary library;
  private WebServer server;
  private Client client;
  private byte[] file;
  private String original;

  @BeforeAll
  void serve(@TempDir Path folder) throws Exception {
    library = SampleLibrary.create(folder);
    server = library.serve(WebOptions.anyPort());
    client = new Client(server);
    String id = library.id("animals/wild/giant-panda.jpg");
    Path path = library.photo("animals/wild/giant-panda.jpg");
    long indexed = library.reader().image(id).orElseThrow().files().getFirst().modifiedMillis();
    Files.setLastModifiedTime(path, FileTime.fromMillis(indexed)); // as it was indexed
    file = Files.readAllBytes(path);
    original = "/api/v1/images/" + id + "/original";
  }

  @AfterAll
  void stop() {
    client.close();
    server.close();
    library.close();
  }

  @Test
  void every_answer_has_an_id_that_the_caller_may_choose() throws Exception {
    for (String target : List.of("/", "/api/v1/library", "/api/v1/nothing", "/nothing")) {
      HttpResponse<byte[]> own = client.get(target);
      assertThat(own.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f]{16}");
      assertThat(client.get(target, "X-Request-Id", "a.b-C_9").headers().firstValue("X-Request-Id"))
          .hasValue("a.b-C_9");
    }
    assertThat(
            client
                .get("/api/v1/library", "X-Request-Id", "x".repeat(65))
                .headers()
                .firstValue("X-Request-Id")
                .orElseThrow())
        .matches("[0-9a-f]{16}");
  }

  @Test
  void an_error_is_a_problem_with_the_requests_id_and_the_position_in_the_query() throws Exception {
    HttpResponse<byte[]> answer =
        client.get("/api/v1/search?q=cat+colour:red", "X-Request-Id", "mine");

    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = Client.json(answer);
    assertThat(problem.at("/type").asText()).isEqualTo("urn:sightline:problem:query");
    assertThat(problem.at("/status").asInt()).isEqualTo(400);
    assertThat(problem.at("/instance").asText()).isEqualTo("urn:sightline:request:mine");
    assertThat(problem.at("/position").asInt()).isEqualTo(4);
    assertThat(problem.at("/detail").asText()).contains("colour");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=5-9, 5, 9",
    "bytes=-4, -4, -1",
    "bytes=100-, 100, -1",
    "bytes=0-999999999, 0, -1"
  })
  void a_part_of_a_file_is_given(String range, int first, int last) throws Exception {
    int from = first < 0 ? file.length + first : first;
    int to = last < 0 ? file.length - 1 : last;

    HttpResponse<byte[]> answer = client.get(original, "Range", range);

    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.headers().firstValue("Content-Range"))
        .hasValue("bytes %d-%d/%d".formatted(from, to, file.length));
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(file, from, to + 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bytes=9-5", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,5-6", "bytes 0-1"})
  void a_range_that_is_none_or_several_gives_the_whole_file(String range) throws Exception {
    HttpResponse<byte[]> answer = client.get(original, "Range", range);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(file);
  }

  @Test
  void a_range_behind_the_end_is_refused_with_the_length() throws Exception {
    HttpResponse<byte[]> answer = client.get(original, "Range", "bytes=" + file.length + "-");

    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes */" + file.length);
  }

  @Test
  void a_part_of_another_version_is_the_whole_of_this_one() throws Exception {
    String tag = client.send("HEAD", original).headers().firstValue("ETag").orElseThrow();

    assertThat(client.get(original, "Range", "bytes=0-9", "If-Range", tag).statusCode())
        .isEqualTo(206);
    assertThat(client.get(original, "Range", "bytes=0-9", "If-Range", "\"other\"").statusCode())
        .isEqualTo(200);
  }

  @Test
  void a_file_that_is_as_indexed_can_be_kept_for_ever_and_a_changed_one_cannot() throws Exception {
    HttpResponse<byte[]> whole = client.get(original);
    String tag = whole.headers().firstValue("ETag").orElseThrow();
    assertThat(whole.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    for (String header : List.of(tag, "\"x\", W/" + tag, "*")) {
      HttpResponse<byte[]> same = client.get(original, "If-None-Match", header);
      assertThat(same.statusCode()).isEqualTo(304);
      assertThat(same.body()).isEmpty();
    }
    assertThat(client.get(original, "If-None-Match", "\"x\"").statusCode()).isEqualTo(200);

    String changed = "/api/v1/images/" + library.id(PHOTO_TOUCHED) + "/original";
    HttpResponse<byte[]> other = client.get(changed); // its time is not the one indexed
    assertThat(other.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
    assertThat(other.headers().firstValue("ETag").orElseThrow())
        .isNotEqualTo("\"" + library.id(PHOTO_TOUCHED) + "\"");
  }

  @Test
  void text_is_compressed_and_pictures_are_not() throws Exception {
    for (String target : List.of("/api/v1/search?min:0&k=12&q=min:0", "/app.js", "/openapi.json")) {
      HttpResponse<byte[]> answer = client.get(target, "Accept-Encoding", "gzip");
      assertThat(answer.headers().firstValue("Content-Encoding")).as(target).hasValue("gzip");
      byte[] plain = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
      assertThat(plain.length).isGreaterThan(answer.body().length);
    }
    assertThat(
            client
                .get(original, "Accept-Encoding", "gzip")
                .headers()
                .firstValue("Content-Encoding"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/library, text/html, 406",
    "/api/v1/library, 'application/json;q=0', 406",
    "/api/v1/library, application/*, 200",
    "/api/v1/library, 'text/html, */*;q=0.1', 200",
    "/api/v1/search, image/png, 406",
    "/api/v1/metrics, text/plain, 200",
    "/api/v1/health/live, text/html, 200"
  })
  void what_a_caller_cannot_take_is_not_given(String target, String accept, int status)
      throws Exception {
    assertThat(client.get(target, "Accept", accept).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/v1/library, 'GET, HEAD'",
    "PUT, /api/v1/search, 'GET, HEAD, POST'",
    "PATCH, /api/v1/jobs, 'GET, HEAD, POST'",
    "DELETE, /api/v1/metrics, 'GET, HEAD'"
  })
  void a_wrong_method_is_told_the_right_ones(String method, String target, String allowed)
      throws Exception {
    HttpResponse<byte[]> answer = client.send(method, target);

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow").orElseThrow().split(", "))
        .containsExactlyInAnyOrder(allowed.split(", "));
  }

  @ParameterizedTest
  @ValueSource(ints = {160, 320, 480, 960, 1600})
  void a_thumbnail_comes_in_several_sizes(int size) throws Exception {
    HttpResponse<byte[]> answer =
        client.get(original.replace("/original", "/thumbnail?size=" + size));

    assertThat(answer.statusCode()).isEqualTo(200);
    var picture = javax.imageio.ImageIO.read(new ByteArrayInputStream(answer.body()));
    var full = javax.imageio.ImageIO.read(new ByteArrayInputStream(file));
    int longest = Math.max(full.getWidth(), full.getHeight());
    assertThat(Math.max(picture.getWidth(), picture.getHeight()))
        .isEqualTo(Math.min(size, longest));
    assertThat(client.get(original.replace("/original", "/thumbnail?size=481")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void what_looks_alike_is_found_by_an_images_address() throws Exception {
    String id = library.id("animals/wild/polar-bear.jpg");

    JsonNode answer = Client.json(client.get("/api/v1/images/" + id + "/similar?k=3&q=min:0"));

    assertThat(answer.at("/hits")).hasSize(3);
    assertThat(answer.at("/hits/0/id").asText()).isEqualTo(id);
    assertThat(answer.at("/hits/0/thumbnail").asText())
        .isEqualTo("/api/v1/images/" + id + "/thumbnail");
    assertThat(client.get("/api/v1/images/0123/similar").statusCode()).isEqualTo(404);
  }

  @Test
  void metrics_tell_times_and_how_often_caches_had_it() throws Exception {
    client.search("a boat in the fog");
    client.search("a boat in the fog");
    client.get("/api/v1/search?q=a+boat+min:0&k=1&from=1");
    client.get("/api/v1/search?q=a+boat+min:0&k=1&from=2");
    client.get(original.replace("original", "thumbnail"));

    String metrics = new String(client.get("/api/v1/metrics").body(), UTF_8);

    assertThat(metrics)
        .contains(
            "sightline_http_requests_seconds_count{method=\"GET\",route=\"/api/v1/search\",status=\"200\"}",
            "sightline_search_seconds_bucket{strategy=\"exact\",le=\"0.01\"}",
            "cache_gets_total{cache=\"answers\",result=\"hit\"}",
            "cache_gets_total{cache=\"thumbnails\",result=\"miss\"}",
            "cache_gets_total{cache=\"sentences\",result=\"miss\"}",
            "cache_gets_total{cache=\"evidence\",result=\"hit\"}",
            "cache_gets_total{cache=\"rankings\",result=\"hit\"}",
            "sightline_library_documents 12.0");
  }

  @Test
  void the_document_can_be_browsed_without_anything_from_elsewhere() throws Exception {
    HttpResponse<byte[]> page = client.get("/docs/api");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    String text = new String(page.body(), UTF_8);
    assertThat(text).contains("/api-docs.js").doesNotContain("http://", "https://", "style=");
    assertThat(client.get("/api-docs.js").statusCode()).isEqualTo(200);
    assertThat(client.get("/api-docs.css").statusCode()).isEqualTo(200);
  }
}
