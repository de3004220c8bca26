package dev.sightline.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.web.http.WebOptions;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What helps to find one's way: pages, facets, completion, duplicates, labels.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExploreApiTest {
  private static final String PANDA = "animals/wild/giant-panda.jpg";
  private static final String[] THROUGH_A_PROXY = {"X-Forwarded-For", "203.0.113.9"};

  private SampleLibrary library;
  private WebServer server;
  private Client client;
  private OpenApi api;

  @BeforeAll
  void serveTheSamplesAndACopy(@TempDir Path folder) throws Exception {
    library = SampleLibrary.create(folder);
    Samples.smallCopy(library.photo(PANDA), library.photo("copies/panda.jpg"));
    library.runs().run(List.of(), false, new IndexProgress());
    library.reader().refresh();
    server = library.serve(WebOptions.anyPort());
    client = new Client(server);
    api = new OpenApi(new String(client.get("/openapi.json").body(), UTF_8));
  }

  @AfterAll
  void stop() {
    client.close();
    server.close();
    library.close();
  }

  private JsonNode get(String target, String... headers) throws Exception {
    HttpResponse<byte[]> answer = client.get(target, headers);
    String path = target.split("\\?", 2)[0];
    assertThat(api.problemsOf("get", path, answer)).isEmpty();
    return Client.json(answer);
  }

  /// The id that the indexer gave a photo.
  private String id(String photo) throws Exception {
    JsonNode hits = Client.json(client.get("/api/v1/search?k=100")).at("/hits");
    return hits.valueStream()
        .filter(hit -> hit.at("/path").asText().equals(library.photo(photo).toString()))
        .map(hit -> hit.at("/id").asText())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void pages_follow_each_other_to_the_end_and_nothing_is_shown_twice() throws Exception {
    var shown = new ArrayList<String>();
    String cursor = "";
    while (true) {
      JsonNode page = get("/api/v1/search?q=an+animal+min:0&k=5" + cursor);
      page.at("/hits").forEach(hit -> shown.add(hit.at("/id").asText()));
      if (page.at("/cursor").isNull()) {
        break;
      }
      cursor = "&cursor=" + page.at("/cursor").asText();
    }
    assertThat(shown).doesNotHaveDuplicates().hasSize(SampleLibrary.PHOTOS.size() + 1);
  }

  @Test
  void a_cursor_of_another_query_is_refused() throws Exception {
    String cursor = get("/api/v1/search?q=min:0+animal&k=1").at("/cursor").asText();

    JsonNode problem = get("/api/v1/search?q=flower&k=1&cursor=" + cursor);

    assertThat(problem.at("/status").asInt()).isEqualTo(400);
    assertThat(problem.at("/detail").asText()).contains("another query");
  }

  @Test
  void a_copy_is_folded_into_its_original_when_asked_for() throws Exception {
    JsonNode apart = get("/api/v1/search?q=a+giant+panda&k=2");
    assertThat(apart.at("/hits/0").has("similar")).isFalse();

    JsonNode folded = get("/api/v1/search?q=a+giant+panda&k=2&collapse=true");

    assertThat(folded.at("/hits/0/similar").asInt()).isEqualTo(1);
    assertThat(folded.at("/hits/0/collapsed/0/id").asText())
        .isEqualTo(apart.at("/hits/1/id").asText());
    assertThat(folded.at("/hits/0/collapsed/0").has("path")).isTrue();

    JsonNode stranger = get("/api/v1/search?q=a+giant+panda&k=2&collapse=true", THROUGH_A_PROXY);
    assertThat(stranger.at("/hits/0/collapsed/0").has("path")).isFalse();
  }

  @Test
  void each_value_of_a_facet_narrows_to_as_many_as_it_says() throws Exception {
    JsonNode facets = get("/api/v1/facets?q=ext:jpg");

    assertThat(facets.at("/matches").asInt()).isEqualTo(SampleLibrary.PHOTOS.size() + 1);
    assertThat(facets.at("/facets").findValuesAsText("name")).contains("year", "month", "folder");
    for (JsonNode facet : facets.at("/facets")) {
      JsonNode value = facet.at("/values/0");
      String narrowed = Client.encoded("ext:jpg " + value.at("/clause").asText());
      assertThat(get("/api/v1/search?q=" + narrowed).at("/matches").asInt())
          .isEqualTo(value.at("/count").asInt());
    }
  }

  @Test
  void strangers_are_told_no_folders_and_no_queries_of_others() throws Exception {
    get("/api/v1/search?q=remembered");
    assertThat(get("/api/v1/suggest?q=rem").toString()).contains("remembered");
    assertThat(get("/api/v1/suggest?q=in:").at("/suggestions")).isNotEmpty();

    assertThat(get("/api/v1/suggest?q=rem", THROUGH_A_PROXY).toString())
        .doesNotContain("remembered");
    assertThat(get("/api/v1/suggest?q=a+in:", THROUGH_A_PROXY).at("/suggestions")).isEmpty();
    assertThat(get("/api/v1/suggest?q=in:%22ani", THROUGH_A_PROXY).at("/suggestions")).isEmpty();
    assertThat(get("/api/v1/facets", THROUGH_A_PROXY).findValuesAsText("name"))
        .contains("year")
        .doesNotContain("folder");
  }

  @Test
  void what_is_typed_is_completed_by_fields_and_by_values_of_the_library() throws Exception {
    assertThat(get("/api/v1/suggest?q=dog+ori").at("/suggestions/0/query").asText())
        .isEqualTo("dog orientation:");
    JsonNode value = get("/api/v1/suggest?q=dog+ext:").at("/suggestions/0");
    assertThat(value.at("/query").asText()).isEqualTo("dog ext:jpg");
    assertThat(value.at("/kind").asText()).isEqualTo("value");
    assertThat(get("/api/v1/suggest?q=o&limit=1").at("/suggestions")).hasSize(1);
  }

  @Test
  void duplicates_are_grouped_best_first_and_their_paths_are_for_the_trusted() throws Exception {
    JsonNode all = get("/api/v1/duplicates");
    assertThat(all.at("/total").asInt()).isEqualTo(1);
    JsonNode group = all.at("/groups/0");
    assertThat(group.at("/kind").asText()).isEqualTo("re-encoded");
    assertThat(group.at("/reason").asText()).startsWith("most pixels");
    assertThat(group.at("/files/0/id").asText()).isEqualTo(id(PANDA));
    assertThat(group.at("/files/1/path").asText()).endsWith("panda.jpg");

    JsonNode stranger = get("/api/v1/duplicates", THROUGH_A_PROXY);
    assertThat(stranger.at("/groups/0/files/0").has("path")).isFalse();
    assertThat(stranger.at("/groups/0/files/0/thumbnail").asText()).startsWith("/api/v1/");
  }

  @Test
  void duplicates_of_some_photos_only() throws Exception {
    String other = id("home/coffee-cup.jpg");

    assertThat(get("/api/v1/duplicates?of=" + other).at("/groups")).isEmpty();
    assertThat(get("/api/v1/duplicates?of=" + other + "," + id(PANDA)).at("/groups")).hasSize(1);
  }

  @Test
  void every_example_finds_something() throws Exception {
    List<String> examples =
        get("/api/v1/examples")
            .findValues("examples")
            .getFirst()
            .valueStream()
            .map(JsonNode::asText)
            .toList();

    assertThat(examples).isNotEmpty().hasSizeLessThanOrEqualTo(4).doesNotHaveDuplicates();
    for (String example : examples) {
      JsonNode found = get("/api/v1/search?k=1&q=" + Client.encoded(example));
      assertThat(found.at("/hits")).as(example).isNotEmpty();
    }
  }

  private HttpResponse<byte[]> classify(byte[] body, String type) throws Exception {
    HttpResponse<byte[]> answer = client.post("/api/v1/classify", body, type);
    assertThat(api.problemsOf("post", "/api/v1/classify", answer)).isEmpty();
    return answer;
  }

  @Test
  void pictures_are_classified_by_labels_alone() throws Exception {
    byte[] panda = Files.readAllBytes(library.photo(PANDA));
    byte[] form = Client.form("image", panda, Map.of("labels", "a cup of coffee, giant panda"));

    JsonNode sent = Client.json(classify(form, Client.FORM));

    assertThat(sent.at("/items/0/labels/0/label").asText()).isEqualTo("giant panda");
    assertThat(sent.at("/items/0").has("id")).isFalse();

    String wish =
        "{\"labels\": [\"cup of coffee\", \"giant panda\"], \"ids\": [\"%s\", \"%s\"]}"
            .formatted(id(PANDA), id("home/coffee-cup.jpg"));
    JsonNode kept = Client.json(classify(wish.getBytes(UTF_8), "application/json"));
    assertThat(kept.at("/items/0/labels/0/label").asText()).isEqualTo("giant panda");
    assertThat(kept.at("/items/1/labels/0/label").asText()).isEqualTo("cup of coffee");
    assertThat(kept.at("/items/1/id").asText()).isEqualTo(id("home/coffee-cup.jpg"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{}; 400",
        "{\"labels\": [\"cat\"]}; 400",
        "{\"labels\": \"cat\", \"ids\": [\"00\"]}; 400",
        "{\"labels\": [\"cat\", \"Cat\"], \"ids\": [\"00\"]}; 400",
        "{\"labels\": [1], \"ids\": [\"00\"]}; 400",
        "{\"labels\": [\"cat\"], \"ids\": [\"00\"], \"files\": []}; 400",
        "{\"labels\": [\"cat\", \"dog\"], \"ids\": [\"0000\"]}; 404"
      })
  void what_cannot_be_classified_is_refused(String wish, int status) throws Exception {
    assertThat(classify(wish.getBytes(UTF_8), "application/json").statusCode()).isEqualTo(status);
  }

  @Test
  void a_label_that_names_a_file_is_a_name_all_the_same(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "hidden words\n");
    byte[] panda = Files.readAllBytes(library.photo(PANDA));

    byte[] form = Client.form("image", panda, Map.of("labels", secret.toString()));

    assertThat(new String(classify(form, Client.FORM).body(), UTF_8))
        .doesNotContain("hidden words");
  }
}
