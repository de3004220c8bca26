package dev.sightline.web.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.testkit.Project;
import dev.sightline.web.Client;
import dev.sightline.web.SampleLibrary;
import dev.sightline.web.http.WebOptions;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Index runs over HTTP, by the real indexer.
class JobsTest {
  private static final String ZEBRA = "stamps/zebra.jpg";
  private static final String JOBS = "/api/v1/jobs";
  private static final JsonMapper MAPPER = new JsonMapper();

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  private Path folder;
  private SampleLibrary library;

  @BeforeEach
  void indexOnePhoto(@TempDir Path temporary) throws Exception {
    folder = temporary.toRealPath();
    library = SampleLibrary.of(folder, List.of(ZEBRA));
  }

  @AfterEach
  void closeTheLibrary() {
    library.close();
  }

  /// The real thing, once the test lets it go on.
  private IndexRuns held() {
    return (added, retry, progress) -> {
      begun.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody should interrupt a run", e);
      }
      return library.runs().run(added, retry, progress);
    };
  }

  @Test
  void a_folder_can_be_added_and_is_found_when_the_run_has_ended() throws Exception {
    Path more = Files.createDirectories(folder.resolve("more"));
    Files.copy(sample("home/coffee-cup.jpg"), more.resolve("cup.jpg"));
    try (var server = library.serveIndexing(WebOptions.anyPort(), library.runs());
        var client = new Client(server)) {
      HttpResponse<byte[]> started =
          client.postJson(JOBS, MAPPER.createObjectNode().put("root", more.toString()).toString());
      assertThat(started.statusCode()).isEqualTo(202);
      String address = started.headers().firstValue("Location").orElseThrow();

      List<String> events =
          Arrays.asList(new String(client.get(address + "/events").body(), UTF_8).split("\n\n"));

      assertThat(events.getLast()).startsWith("event: end\ndata: {");
      JsonNode told = MAPPER.readTree(events.getLast().split("data: ", 2)[1]);
      assertThat(told.at("/state").asText()).isEqualTo("done");
      assertThat(told.at("/report/added").asInt()).isEqualTo(1);
      assertThat(Client.json(client.get(address))).isEqualTo(told);
      assertThat(Client.json(client.get(JOBS)).at("/jobs")).hasSize(1);
      library.reader().refresh(); // as the server does twice a second
      assertThat(client.search("name:cup").at("/hits/0/path").asText())
          .isEqualTo(more.resolve("cup.jpg").toString());
      assertThat(Client.json(client.get("/api/v1/library")).at("/roots"))
          .extracting(JsonNode::asText)
          .containsExactly(library.photos().toString(), more.toString());
    }
  }

  private static Path sample(String name) {
    return Project.root().resolve("sample-data").resolve(name);
  }

  @Test
  void one_run_at_a_time_and_the_one_under_way_is_named() throws Exception {
    try (var server = library.serveIndexing(WebOptions.anyPort(), held());
        var client = new Client(server)) {
      HttpResponse<byte[]> first = client.postJson(JOBS, "{}");
      begun.await();

      HttpResponse<byte[]> second = client.postJson(JOBS, "{}");

      assertThat(second.statusCode()).isEqualTo(409);
      assertThat(second.headers().firstValue("Location"))
          .isEqualTo(first.headers().firstValue("Location"));
      goOn.countDown();
    }
  }

  @Test
  void a_cancelled_run_ends_and_says_so() throws Exception {
    try (var server = library.serveIndexing(WebOptions.anyPort(), held());
        var client = new Client(server)) {
      String address = client.postJson(JOBS, "{}").headers().firstValue("Location").orElseThrow();
      begun.await();

      HttpResponse<byte[]> cancelled = client.send("DELETE", address);

      assertThat(cancelled.statusCode()).isEqualTo(202);
      assertThat(Client.json(cancelled).at("/state").asText()).isEqualTo("cancelling");
      goOn.countDown();
      client.get(address + "/events");
      assertThat(Client.json(client.get(address)).at("/state").asText()).isEqualTo("cancelled");
    }
  }

  @Test
  void another_program_that_writes_is_named() throws Exception {
    try (var server = library.serveIndexing(WebOptions.anyPort(), library.runs());
        var client = new Client(server)) {
      try (var writer = LibraryWriter.openExisting(library.libraryFolder())) {
        assertThat(writer.state().roots()).hasSize(1);

        HttpResponse<byte[]> refused = client.postJson(JOBS, "{}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Client.json(refused).at("/detail").asText())
            .contains("Another program is writing to the library", "process " + pid());
      }
      assertThat(client.send("POST", JOBS).statusCode()).isEqualTo(202); // nothing is as good as {}
    }
  }

  private static long pid() {
    return ProcessHandle.current().pid();
  }

  @Test
  void stopping_the_server_cancels_the_run_and_waits_until_it_is_committed() throws Exception {
    var server = library.serveIndexing(WebOptions.anyPort(), held());
    try (var client = new Client(server)) {
      client.postJson(JOBS, "{}");
      begun.await();
      long before = library.reader().commitToken();

      var closing = Thread.startVirtualThread(server::close);
      goOn.countDown();
      closing.join();

      library.reader().refresh();
      assertThat(library.reader().commitToken()).isGreaterThan(before);
      LibraryWriter.requireFree(library.libraryFolder());
    }
  }

  @Test
  void what_is_no_folder_is_refused() throws Exception {
    try (var server = library.serveIndexing(WebOptions.anyPort(), library.runs());
        var client = new Client(server)) {
      for (String body :
          List.of(
              "{\"root\": \"relative\"}",
              "{\"root\": \"/no/such/folder\"}",
              "{\"root\": \"\\u0000\"}",
              "{\"root\": 7}",
              "{\"folder\": \"/\"}",
              "[]",
              "{",
              "{\"root\": \"/\", \"root\": \"/\"}",
              "[".repeat(1000))) {
        assertThat(client.postJson(JOBS, body).statusCode()).as(body).isEqualTo(400);
      }
      assertThat(client.submit(JOBS, "root=/").statusCode()).isEqualTo(415);
      assertThat(client.postJson(JOBS, "{\"root\": \"" + "a".repeat(70_000) + "\"}").statusCode())
          .isEqualTo(413);
      assertThat(Client.json(client.get(JOBS)).at("/jobs")).isEmpty();
    }
  }

  @Test
  void a_library_that_is_not_written_to_takes_no_jobs() throws Exception {
    try (var server = library.serve(WebOptions.anyPort());
        var client = new Client(server)) {
      assertThat(client.postJson(JOBS, "{}").statusCode()).isEqualTo(403);
      assertThat(Client.json(client.get("/api/v1/library")).at("/canIndex").asBoolean()).isFalse();
    }
  }
}
