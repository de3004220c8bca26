package dev.sightline.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.web.concepts.ConceptRequest;
import dev.sightline.web.http.EncodedSegment;
import dev.sightline.web.http.WebOptions;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Teaching by a few photos over HTTP.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConceptApiTest {
  private static final String PANDA = "animals/wild/giant-panda.jpg";
  private static final String BEAR = "animals/wild/polar-bear.jpg";
  private static final String COFFEE = "home/coffee-cup.jpg";
  private static final String CONCEPTS = "/api/v1/concepts";

  private SampleLibrary library;
  private WebServer server;
  private Client client;

  @BeforeAll
  void serve(@TempDir Path folder) throws Exception {
    library = SampleLibrary.create(folder);
    server = library.serve(WebOptions.anyPort());
    client = new Client(server);
  }

  @AfterEach
  void forgetAll() throws Exception {
    for (JsonNode concept : Client.json(client.get(CONCEPTS)).at("/concepts")) {
      client.send("DELETE", address(concept.at("/name").asText()));
    }
  }

  @AfterAll
  void stop() {
    client.close();
    server.close();
    library.close();
  }

  private static String address(String name) {
    return CONCEPTS + "/" + EncodedSegment.of(name);
  }

  private HttpResponse<byte[]> teach(String name, String yes, String no) throws Exception {
    return client.postJson(
        CONCEPTS, "{\"name\": \"%s\", \"yes\": [%s], \"no\": [%s]}".formatted(name, yes, no));
  }

  private String id(String photo) {
    return '"' + library.id(photo) + '"';
  }

  @Test
  void what_is_taught_can_be_asked_for_and_is_forgotten_again() throws Exception {
    HttpResponse<byte[]> taught = teach("black and white bear", id(PANDA), id(COFFEE));

    assertThat(taught.statusCode()).isEqualTo(201);
    assertThat(taught.headers().firstValue("Location"))
        .hasValue("/api/v1/concepts/black%20and%20white%20bear");
    JsonNode concept = Client.json(taught);
    assertThat(concept.at("/yes/0/id").asText()).isEqualTo(library.id(PANDA));
    assertThat(concept.at("/no/0/path").asText()).isEqualTo(library.photo(COFFEE).toString());
    assertThat(concept.at("/doubtful"))
        .hasSize(5)
        .allSatisfy(
            photo ->
                assertThat(photo.at("/id").asText())
                    .isNotIn(library.id(PANDA), library.id(COFFEE)));
    JsonNode found = client.search(concept.at("/clause").asText());
    assertThat(found.at("/matches").asInt()).isEqualTo(concept.at("/images").asInt()).isPositive();
    assertThat(found.findValuesAsText("id")).contains(library.id(PANDA));

    HttpResponse<byte[]> forgotten = client.send("DELETE", address("Black and White Bear"));

    assertThat(forgotten.statusCode()).isEqualTo(204);
    assertThat(client.get(address("black and white bear")).statusCode()).isEqualTo(404);
    assertThat(client.get("/api/v1/search?q=concept:bear").statusCode()).isEqualTo(400);
  }

  @Test
  void judging_a_photo_teaches_more_and_it_is_asked_about_no_longer() throws Exception {
    teach("bear", id(PANDA), "");

    HttpResponse<byte[]> judged = client.postJson(CONCEPTS, one("Bear", "yes", BEAR));

    assertThat(judged.statusCode()).isEqualTo(200);
    assertThat(Client.json(judged).at("/yes")).hasSize(2);
    assertThat(Client.json(judged).at("/doubtful").findValuesAsText("id"))
        .doesNotContain(library.id(BEAR));
    JsonNode changed = Client.json(client.postJson(CONCEPTS, one("bear", "no", BEAR)));
    assertThat(changed.at("/yes")).hasSize(1);
    assertThat(changed.at("/no/0/id").asText()).isEqualTo(library.id(BEAR));
    JsonNode listed = Client.json(client.get(CONCEPTS)).at("/concepts/0");
    assertThat(listed.at("/clause").asText()).isEqualTo("concept:bear");
    assertThat(listed.at("/yes").asInt()).isEqualTo(1);
    assertThat(Client.json(client.get(address("bear")))).isEqualTo(changed);
  }

  private String one(String name, String side, String photo) {
    return "{\"name\": \"%s\", \"%s\": [%s]}".formatted(name, side, id(photo));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"yes": ["ID"]}                                | 400 | A concept needs a name
          {"name": " ", "yes": ["ID"]}                   | 400 | A concept needs a name
          {"name": "a/b", "yes": ["ID"]}                 | 400 | has no /
          {"name": "bear"}                               | 400 | Name the image of an example
          {"name": "bear", "no": ["ID"]}                 | 400 | needs an example
          {"name": "bear", "yes": "ID"}                  | 400 | 'yes' is a list of ids
          {"name": "bear", "yes": [1]}                   | 400 | 'yes' is a list of ids
          {"name": "bear", "yes": ["ID"], "no": ["ID"]}  | 400 | under both
          {"name": "bear", "maybe": ["ID"]}              | 400 | There is no member 'maybe'
          {"name": "bear", "yes": ["/etc/passwd"]}       | 404 | '/etc/passwd' is not the id
          """)
  void what_cannot_be_taught_is_refused_with_the_reason(String body, int status, String reason)
      throws Exception {
    HttpResponse<byte[]> refused = client.postJson(CONCEPTS, body.replace("\"ID\"", id(PANDA)));

    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(Client.json(refused).at("/detail").asText()).contains(reason);
    assertThat(Client.json(client.get(CONCEPTS)).at("/concepts")).isEmpty();
  }

  @Test
  void too_many_examples_or_letters_are_refused() throws Exception {
    String many =
        IntStream.rangeClosed(0, ConceptRequest.MOST)
            .mapToObj(i -> "\"%d\"".formatted(i))
            .collect(Collectors.joining(","));
    assertThat(teach("bear", many, "").statusCode()).isEqualTo(400);
    assertThat(teach("b".repeat(61), id(PANDA), "").statusCode()).isEqualTo(400);
    HttpResponse<byte[]> words = teach("熊".repeat(60), id(PANDA), "");
    assertThat(words.statusCode()).isEqualTo(400);
    assertThat(Client.json(words).at("/detail").asText()).contains("a word or a few");
  }

  @Test
  void strangers_see_concepts_without_paths_and_change_nothing() throws Exception {
    teach("bear", id(PANDA), "");
    String[] passedOn = {"X-Forwarded-For", "203.0.113.9"};

    HttpResponse<byte[]> seen = client.get(address("bear"), passedOn);

    assertThat(Client.json(seen).at("/yes/0/thumbnail").asText()).endsWith("/thumbnail");
    assertThat(seen.body()).asString().doesNotContain(library.photos().toString());
    assertThat(client.send("DELETE", address("bear"), passedOn).statusCode()).isEqualTo(403);
    assertThat(client.send("POST", CONCEPTS, passedOn).statusCode()).isEqualTo(403);
    assertThat(
            client.send("DELETE", address("bear"), "Origin", "https://evil.example").statusCode())
        .isEqualTo(403);
    assertThat(Client.json(client.get(CONCEPTS)).at("/concepts")).hasSize(1);
  }

  @Test
  void a_library_that_is_not_written_to_learns_and_forgets_nothing() throws Exception {
    teach("bear", id(PANDA), "");
    try (var reader = LibraryReader.openReadOnly(library.libraryFolder());
        var fixed = library.serve(reader);
        var asking = new Client(fixed)) {
      assertThat(asking.postJson(CONCEPTS, one("bear", "yes", BEAR)).statusCode()).isEqualTo(403);
      assertThat(asking.send("DELETE", address("bear")).statusCode()).isEqualTo(403);
      assertThat(Client.json(asking.get(address("bear"))).at("/yes")).hasSize(1);
    }
  }
}
