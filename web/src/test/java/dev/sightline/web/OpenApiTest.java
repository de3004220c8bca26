package dev.sightline.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sightline.web.http.WebOptions;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The document says what the server does, and the server does what the document says.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
  private static final String ZEBRA = "stamps/zebra.jpg";

  private SampleLibrary library;
  private WebServer server;
  private Client client;
  private OpenApi api;

  @BeforeAll
  void readTheDocumentThatIsServed(@TempDir Path folder) throws Exception {
    library = SampleLibrary.of(folder, List.of(ZEBRA));
    server = library.serveIndexing(WebOptions.anyPort(), library.runs());
    client = new Client(server);
    HttpResponse<byte[]> served = client.get("/openapi.json");
    assertThat(served.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    api = new OpenApi(new String(served.body(), UTF_8));
  }

  @AfterAll
  void stop() {
    client.close();
    server.close();
    library.close();
  }

  @Test
  void every_route_is_documented_and_nothing_else() {
    var documented = new TreeSet<String>();
    api.document()
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            documented.add(
                                method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));

    assertThat(server.routes())
        .extracting(route -> route.method() + " " + route.path())
        .containsExactlyInAnyOrderElementsOf(documented);
  }

  @Test
  void every_example_is_as_its_schema_says() {
    int checked = 0;
    for (JsonNode media : api.document().findValues("application/json")) {
      if (media.has("example")) {
        assertThat(api.problemsOf(media.path("schema"), media.path("example"))).isEmpty();
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(12);
    JsonNode problem = api.document().at("/components/schemas/Problem");
    assertThat(api.problemsOf(problem, problem.at("/examples/0"))).isEmpty();
  }

  @Test
  void every_object_of_an_answer_is_closed_so_that_a_new_member_must_be_documented() {
    for (JsonNode schema : api.document().at("/components/schemas")) {
      if (schema.path("type").asText().equals("object")) {
        assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
      }
    }
  }

  /// A request, and the address in the document that it goes to.
  private record Asked(String method, String target, String path) {
    static Asked get(String target, String path) {
      return new Asked("GET", target, path);
    }
  }

  @Test
  void every_answer_to_a_read_is_as_the_document_says() throws Exception {
    String id = library.id(ZEBRA);
    String image = "/api/v1/images/{id}";
    String here = "/api/v1/images/" + id;
    for (Asked asked :
        List.of(
            Asked.get("/api/v1/search?q=zebra&k=3", "/api/v1/search"),
            Asked.get("/api/v1/search", "/api/v1/search"),
            Asked.get("/api/v1/search?q=colour:red", "/api/v1/search"),
            Asked.get("/api/v1/search?k=no", "/api/v1/search"),
            Asked.get("/api/v1/search?collapse=true&k=1", "/api/v1/search"),
            Asked.get("/api/v1/search?cursor=no", "/api/v1/search"),
            Asked.get("/api/v1/search?from=1", "/api/v1/search"),
            Asked.get("/api/v1/search?from=0", "/api/v1/search"),
            Asked.get("/api/v1/facets?q=zebra", "/api/v1/facets"),
            Asked.get("/api/v1/facets?limit=0", "/api/v1/facets"),
            Asked.get("/api/v1/suggest?q=ext:", "/api/v1/suggest"),
            Asked.get("/api/v1/suggest?q=cam", "/api/v1/suggest"),
            Asked.get("/api/v1/examples", "/api/v1/examples"),
            Asked.get("/api/v1/duplicates", "/api/v1/duplicates"),
            Asked.get("/api/v1/duplicates?threshold=2", "/api/v1/duplicates"),
            Asked.get(here, image),
            Asked.get("/api/v1/images/0000", image),
            Asked.get(here + "/thumbnail", image + "/thumbnail"),
            Asked.get(here + "/thumbnail?size=7", image + "/thumbnail"),
            Asked.get(here + "/original", image + "/original"),
            Asked.get("/api/v1/images/0000/original", image + "/original"),
            Asked.get(here + "/similar", image + "/similar"),
            Asked.get("/api/v1/concepts", "/api/v1/concepts"),
            Asked.get("/api/v1/concepts/none", "/api/v1/concepts/{name}"),
            new Asked("DELETE", "/api/v1/concepts/none", "/api/v1/concepts/{name}"),
            Asked.get("/api/v1/library", "/api/v1/library"),
            Asked.get("/api/v1/skipped", "/api/v1/skipped"),
            Asked.get("/api/v1/jobs", "/api/v1/jobs"),
            Asked.get("/api/v1/jobs/none", "/api/v1/jobs/{id}"),
            Asked.get("/api/v1/jobs/none/events", "/api/v1/jobs/{id}/events"),
            Asked.get("/api/v1/health", "/api/v1/health"),
            Asked.get("/api/v1/health/live", "/api/v1/health/live"),
            Asked.get("/api/v1/health/ready", "/api/v1/health/ready"),
            Asked.get("/api/v1/metrics", "/api/v1/metrics"),
            new Asked("DELETE", "/api/v1/jobs/none", "/api/v1/jobs/{id}"))) {
      HttpResponse<byte[]> answer = client.send(asked.method(), asked.target());
      assertThat(
              api.problemsOf(
                  asked.method().toLowerCase(java.util.Locale.ROOT), asked.path(), answer))
          .as(asked.target() + " gave " + answer.statusCode())
          .isEmpty();
    }
  }

  @Test
  void answers_to_uploads_and_jobs_are_as_the_document_says() throws Exception {
    byte[] picture = Files.readAllBytes(library.photo(ZEBRA));
    var uploads =
        List.of(
            client.upload(picture, Map.of("k", "1")),
            client.upload("no picture".getBytes(UTF_8), Map.of()),
            client.upload(new byte[0], Map.of()),
            client.post(picture, "image/jpeg"));
    for (HttpResponse<byte[]> answer : uploads) {
      assertThat(api.problemsOf("post", "/api/v1/search", answer))
          .as("status " + answer.statusCode())
          .isEmpty();
    }
    var started = new ArrayList<HttpResponse<byte[]>>();
    started.add(client.postJson("/api/v1/jobs", "{\"root\": 1}"));
    started.add(client.postJson("/api/v1/jobs", "{}"));
    for (HttpResponse<byte[]> answer : started) {
      assertThat(api.problemsOf("post", "/api/v1/jobs", answer))
          .as("status " + answer.statusCode())
          .isEmpty();
    }
    String job = started.getLast().headers().firstValue("Location").orElseThrow();
    client.get(job + "/events"); // ends with the job
    HttpResponse<byte[]> ended = client.get(job);
    assertThat(Client.json(ended).at("/state").asText()).isEqualTo("done");
    assertThat(api.problemsOf("get", "/api/v1/jobs/{id}", ended)).isEmpty();
  }

  @Test
  void a_concept_from_its_first_lesson_to_its_end_is_as_the_document_says() throws Exception {
    String taught = "{\"name\": \"stripes\", \"yes\": [\"%s\"]}".formatted(library.id(ZEBRA));
    String concepts = "/api/v1/concepts";
    for (String body : List.of(taught, taught, "{}", taught.replace(library.id(ZEBRA), "0"))) {
      HttpResponse<byte[]> answer = client.postJson(concepts, body);
      assertThat(api.problemsOf("post", concepts, answer)).as(body).isEmpty();
    }
    HttpResponse<byte[]> shown = client.get(concepts + "/stripes");
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(api.problemsOf("get", concepts + "/{name}", shown)).isEmpty();
    assertThat(api.problemsOf("get", concepts, client.get(concepts))).isEmpty();
    HttpResponse<byte[]> forgotten = client.send("DELETE", concepts + "/stripes");
    assertThat(forgotten.statusCode()).isEqualTo(204);
    assertThat(api.problemsOf("delete", concepts + "/{name}", forgotten)).isEmpty();
  }

  @Test
  void a_wrong_answer_is_found_out() throws Exception {
    JsonNode schema = api.document().at("/components/schemas/Answer");
    var answer = (ObjectNode) Client.json(client.get("/api/v1/search?q=zebra"));
    assertThat(api.problemsOf(schema, answer)).isEmpty();

    ObjectNode without = answer.deepCopy();
    without.remove("matches");
    assertThat(api.problemsOf(schema, without)).singleElement().asString().contains("matches");

    ObjectNode more = answer.deepCopy().put("undocumented", 1);
    assertThat(api.problemsOf(schema, more)).singleElement().asString().contains("undocumented");

    ObjectNode other = answer.deepCopy().put("strategy", "guessing");
    assertThat(api.problemsOf(schema, other)).singleElement().asString().contains("strategy");

    HttpResponse<byte[]> nowhere = client.get("/api/v1/nothing");
    assertThat(api.problemsOf("get", "/api/v1/library", nowhere))
        .containsExactly("status 404 is not documented");
  }
}
