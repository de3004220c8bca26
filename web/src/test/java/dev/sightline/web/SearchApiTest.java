package dev.sightline.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightline.web.http.WebOptions;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchApiTest {
  private SampleLibrary library;
  private WebServer server;
  private Client client;

  @BeforeAll
  void serveTheSamples(@TempDir Path folder) throws Exception {
    library = SampleLibrary.create(folder);
    server = library.serve(WebOptions.anyPort());
    client = new Client(server);
  }

  @AfterAll
  void stop() {
    client.close();
    server.close();
    library.close();
  }

  @ParameterizedTest
  @CsvSource({
    "a giant panda, animals/wild/giant-panda.jpg",
    "a cup of coffee, home/coffee-cup.jpg",
    "a red rose, stamps/red-rose.jpg"
  })
  void a_sentence_finds_its_photo_first(String sentence, String photo) throws Exception {
    JsonNode answer = client.search(sentence);

    assertThat(answer.at("/hits/0/id").asText()).isEqualTo(library.id(photo));
    assertThat(answer.at("/hits/0/path").asText()).isEqualTo(library.photo(photo).toString());
    assertThat(answer.at("/hits/0/rank").asInt()).isEqualTo(1);
    assertThat(answer.at("/query").asText()).isEqualTo(sentence);
    assertThat(answer.at("/model").asText()).isEqualTo("sightline-tiny");
  }

  @Test
  void an_empty_query_lists_the_library() throws Exception {
    JsonNode answer = Client.json(client.get("/api/v1/search"));

    assertThat(ids(answer))
        .containsExactlyInAnyOrderElementsOf(
            SampleLibrary.PHOTOS.stream().map(library::id).toList());
    assertThat(answer.at("/hits/0/score").isNull()).isTrue();
    assertThat(answer.at("/strategy").asText()).isEqualTo("filter");
  }

  @Test
  void an_id_finds_its_own_photo_first() throws Exception {
    String id = library.id("animals/wild/clownfish.jpg");

    assertThat(ids(client.search("like:" + id))).startsWith(id);
  }

  @Test
  void a_query_may_be_any_unicode() throws Exception {
    assertThat(client.search("🐼 熊猫 & = + % # \" ü\"").at("/query").asText())
        .isEqualTo("🐼 熊猫 & = + % # \" ü\"");
  }

  @Test
  void k_limits_the_hits_and_all_are_found_with_min_0() throws Exception {
    assertThat(ids(Client.json(client.get("/api/v1/search?q=dog+min:0&k=3")))).hasSize(3);
    assertThat(ids(Client.json(client.get("/api/v1/search?q=dog+min:0&k=1000"))))
        .hasSize(SampleLibrary.PHOTOS.size());
  }

  @Test
  void exact_is_true_without_a_value() throws Exception {
    assertThat(Client.json(client.get("/api/v1/search?q=dog&exact")).at("/strategy").asText())
        .isEqualTo("exact");
    assertThat(client.get("/api/v1/search?q=dog&exact=perhaps").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "1000000000", "99999999999999", "abc", "", "1.5"})
  void a_k_that_makes_no_sense_is_refused(String k) throws Exception {
    HttpResponse<byte[]> response = client.get("/api/v1/search?q=dog&k=" + k);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Client.json(response).at("/detail").asText())
        .isEqualTo("'k' is a number from 1 to 1000, read '%s'.".formatted(k));
    assertThat(Client.json(response).at("/error").has("position")).isFalse();
  }

  @Test
  void a_wrong_query_is_told_where_it_is_wrong() throws Exception {
    HttpResponse<byte[]> response = client.get("/api/v1/search?q=dog+befor:2021");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Client.json(response).at("/status").asInt()).isEqualTo(400);
    assertThat(Client.json(response).at("/position").asInt()).isEqualTo(4);
    assertThat(Client.json(response).at("/detail").asText())
        .startsWith("At character 5: there is no field 'befor:'.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "like:/etc/passwd",
        "like:../../etc/passwd",
        "like:http://127.0.0.1/a.jpg",
        "like:file:///etc/passwd",
        "like:00000000000000000000000000000000"
      })
  void like_takes_ids_of_the_library_only(String query) throws Exception {
    HttpResponse<byte[]> response = client.get("/api/v1/search?q=" + Client.encoded(query));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Client.json(response).at("/detail").asText())
        .isEqualTo(query + " is not the id of an image in the library.");
  }

  @Test
  void a_file_of_the_library_is_no_id_either() throws Exception {
    String path = library.photo("stamps/red-rose.jpg").toString();

    assertThat(client.get("/api/v1/search?q=" + Client.encoded("like:" + path)).statusCode())
        .isEqualTo(400);
  }

  @Test
  void a_query_that_is_too_long_is_refused() throws Exception {
    HttpResponse<byte[]> response = client.get("/api/v1/search?q=" + "a".repeat(5000));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Client.json(response).at("/detail").asText()).contains("5,000 characters");
  }

  @Test
  void an_address_beyond_every_limit_is_refused_without_a_trace() throws Exception {
    String response =
        client.raw("GET /api/v1/search?q=" + "a".repeat(100_000) + " HTTP/1.1", "Host: localhost");

    assertThat(response).startsWith("HTTP/1.1 4").doesNotContain("Exception", "\tat ", "jetty");
  }

  @Test
  void a_value_that_cannot_be_decoded_is_refused_not_ignored() throws Exception {
    String response = client.raw("GET /api/v1/search?q=%zz HTTP/1.1", "Host: localhost");

    assertThat(response).startsWith("HTTP/1.1 400 ").doesNotContain("Exception");
  }

  @Test
  void a_picture_finds_itself_first() throws Exception {
    byte[] picture = Files.readAllBytes(library.photo("animals/farm/sheep.jpg"));

    JsonNode answer = Client.json(client.upload(picture, Map.of("k", "3")));

    assertThat(ids(answer)).startsWith(library.id("animals/farm/sheep.jpg"));
    assertThat(ids(answer).size()).isBetween(1, 3);
  }

  @Test
  void a_picture_and_words_are_searched_together() throws Exception {
    byte[] picture = Files.readAllBytes(library.photo("animals/farm/sheep.jpg"));

    JsonNode answer = Client.json(client.upload(picture, Map.of("q", "a cup of coffee^9 min:0")));

    assertThat(ids(answer)).startsWith(library.id("home/coffee-cup.jpg"));
    assertThat(answer.at("/query").asText()).isEqualTo("a cup of coffee^9 min:0");
  }

  @Test
  void a_text_file_is_no_picture() throws Exception {
    HttpResponse<byte[]> response =
        client.upload("just words, no picture at all".getBytes(UTF_8), Map.of());

    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(Client.json(response).at("/detail").asText()).isNotBlank();
  }

  @Test
  void a_picture_that_is_cut_short_is_unreadable() throws Exception {
    byte[] picture = Files.readAllBytes(library.photo("animals/farm/sheep.jpg"));

    HttpResponse<byte[]> response =
        client.upload(Arrays.copyOf(picture, picture.length / 2), Map.of());

    assertThat(response.statusCode()).isEqualTo(422);
  }

  @Test
  void an_empty_picture_is_unreadable() throws Exception {
    assertThat(client.upload(new byte[0], Map.of()).statusCode()).isEqualTo(422);
  }

  @Test
  void a_wrong_query_beside_a_good_picture_is_still_a_wrong_query() throws Exception {
    byte[] picture = Files.readAllBytes(library.photo("animals/farm/sheep.jpg"));

    assertThat(client.upload(picture, Map.of("q", "like:/etc/passwd")).statusCode()).isEqualTo(400);
    assertThat(client.upload(picture, Map.of("k", "0")).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 31, 60})
  void a_picture_beyond_30_megabytes_is_too_large(int megabytes) throws Exception {
    HttpResponse<byte[]> response = client.upload(new byte[megabytes * 1024 * 1024 + 1], Map.of());

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(Client.json(response).at("/detail").asText())
        .isEqualTo("A picture to search by has at most 30 MB.");
  }

  @Test
  void a_form_without_a_picture_is_refused() throws Exception {
    byte[] form = Client.form("photo", new byte[] {1}, Map.of("q", "dog"));

    assertThat(client.post(form).statusCode()).isEqualTo(400);
    assertThat(Client.json(client.post(form)).at("/detail").asText())
        .isEqualTo("There is no picture in this form: send a file in a field named 'image'.");
  }

  @Test
  void what_is_no_form_is_refused() throws Exception {
    assertThat(client.post(new byte[] {1}, "image/jpeg").statusCode()).isEqualTo(415);
    assertThat(client.post("no form".getBytes(UTF_8), "multipart/form-data").statusCode())
        .isEqualTo(400);
  }

  @Test
  void what_is_added_while_it_is_served_is_found(@TempDir Path folder) throws Exception {
    try (var growing = SampleLibrary.of(folder, List.of("stamps/zebra.jpg"));
        var other = growing.serve(WebOptions.anyPort());
        var asking = new Client(other)) {
      growing.add("stamps/guitar.jpg"); // before the first request, so no clock is waited for

      assertThat(ids(Client.json(asking.get("/api/v1/search")))).hasSize(2);
    }
  }

  static List<String> ids(JsonNode answer) {
    var ids = new ArrayList<String>();
    answer.get("hits").forEach(hit -> ids.add(hit.get("id").asText()));
    return ids;
  }

  @Test
  void a_jump_passes_hits_over_and_pages_go_on_from_there() throws Exception {
    JsonNode whole = client.search("min:0").at("/hits");

    JsonNode there = Client.json(client.get("/api/v1/search?q=min:0&k=2&from=7"));

    assertThat(there.at("/hits/0/id")).isEqualTo(whole.at("/7/id"));
    JsonNode next =
        Client.json(
            client.get("/api/v1/search?q=min:0&k=2&cursor=" + there.at("/cursor").asText()));
    assertThat(next.at("/hits/0/id")).isEqualTo(whole.at("/9/id"));
    assertThat(Client.json(client.get("/api/v1/search?q=min:0&from=99")).at("/hits")).isEmpty();
    for (String wrong : List.of("from=0", "from=x", "from=1&cursor=MSAxIDU")) {
      assertThat(client.get("/api/v1/search?q=min:0&" + wrong).statusCode()).isEqualTo(400);
    }
  }
}
