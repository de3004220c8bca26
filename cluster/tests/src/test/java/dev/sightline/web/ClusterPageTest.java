package dev.sightline.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import dev.sightline.cluster.ClusterCreation;
import dev.sightline.cluster.ClusterLibrary;
import dev.sightline.cluster.RunningCluster;
import dev.sightline.cluster.connection.ClusterAddress;
import dev.sightline.cluster.connection.ClusterSettings;
import dev.sightline.cluster.update.ClusterPush;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.searcher.Searcher;
import dev.sightline.testkit.Project;
import dev.sightline.web.http.WebOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The API and the page over a collection: the same as over the library that was pushed into it.
@Tag("thorough")
class ClusterPageTest extends BrowserTest {
  private static final Path PROJECT = Project.root();

  private static final String PANDA = "animals/wild/giant-panda.jpg";

  private SampleLibrary local;
  private WebServer localServer;
  private ClipModel model;
  private ClusterLibrary cluster;
  private WebServer server;

  @BeforeAll
  void serveACollection(@TempDir Path folder) throws Exception {
    local = SampleLibrary.create(Files.createDirectories(folder.resolve("local")));
    localServer = local.serve(WebOptions.anyPort());
    ClusterAddress address = RunningCluster.shared().addressOf("page");
    try (var reader = LibraryReader.open(local.libraryFolder())) {
      var plan = new ClusterCreation.Plan(reader.state().model(), 2, 2);
      ClusterCreation.create(address, ClusterSettings.USUAL, plan);
      cluster = ClusterLibrary.open(address, ClusterSettings.USUAL, folder.resolve("here"), false);
      new ClusterPush(cluster, 2).push(reader, _ -> {});
    }
    model = ClipModel.open(PROJECT.resolve("models/sightline-tiny"), ModelOptions.DEFAULT);
    var searcher = Searcher.of(model, cluster, local.decoder());
    var served = new ServerContext(() -> searcher, cluster, local.decoder(), Optional.empty());
    server = WebServer.start(served, WebOptions.anyPort());
  }

  @AfterAll
  void stop() {
    server.close();
    cluster.close();
    model.close();
    localServer.close();
    local.close();
  }

  @Override
  WebServer server() {
    return server;
  }

  @Test
  void a_typed_sentence_shows_the_right_photo_first_and_its_picture() {
    open("");
    assertThat(tiles()).hasCount(SampleLibrary.PHOTOS.size());

    ask("a cup of coffee");

    assertThat(firstTile()).hasAttribute("alt", "coffee-cup.jpg");
    assertThat(status()).containsText("confident match");
    assertThat(page.locator(".tile img[src]").first()).isVisible();
    page.waitForFunction("() => document.querySelector('.tile img').naturalWidth > 0");

    firstTile().click();
    assertThat(page.locator("#viewer-name")).hasText("coffee-cup.jpg");
    page.waitForFunction("() => document.querySelector('#viewer-photo').naturalWidth > 0");
    page.keyboard().press("Escape");
    assertThat(page.locator("#viewer")).isHidden();
    assertThat(complaints).isEmpty();
  }

  @Test
  void filters_and_more_like_this_work_as_ever() {
    open("?q=" + Client.encoded("in:animals/pets"));
    assertThat(tiles()).hasCount(2);

    open("");
    Locator panda = tile("giant-panda.jpg");
    panda.hover();
    panda.getByText("More like this").click();

    assertThat(page.locator(".chip")).hasCount(1);
    assertThat(firstTile()).hasAttribute("alt", "giant-panda.jpg");
    assertThat(complaints).isEmpty();
  }

  @Test
  void a_wrong_query_is_explained() {
    open("");

    ask("panda befor:2021");

    assertThat(page.locator("#error")).containsText("there is no field 'befor:'");
  }

  @Test
  void the_api_gives_what_it_gives_over_a_folder() throws Exception {
    try (var here = new Client(localServer);
        var there = new Client(server)) {
      var api = new OpenApi(new String(there.get("/openapi.json").body(), StandardCharsets.UTF_8));
      String id = local.id(PANDA);
      for (String target :
          List.of(
              "/api/v1/search?q=an+animal+min:0&k=5&collapse=true",
              "/api/v1/search?q=like:" + id,
              "/api/v1/search?q=-in:animals+sort:name",
              "/api/v1/search?q=a+cat&explain=true",
              "/api/v1/facets?q=an+animal+min:0",
              "/api/v1/suggest?q=ext:",
              "/api/v1/duplicates",
              "/api/v1/images/" + id,
              "/api/v1/images/" + id + "/similar?k=3")) {
        var answer = there.get(target);
        String path = target.split("\\?", 2)[0].replace(id, "{id}");
        assertThat(api.problemsOf("get", path, answer)).as(target).isEmpty();
        assertAlike(target, Client.json(answer), Client.json(here.get(target)));
      }
      String thumbnail = "/api/v1/images/" + id + "/thumbnail";
      assertThat(there.get(thumbnail).body()).isEqualTo(here.get(thumbnail).body());
      String original = "/api/v1/images/" + id + "/original";
      assertThat(there.get(original).body()).isEqualTo(here.get(original).body());
      assertThat(there.get("/api/v1/images/0000").statusCode()).isEqualTo(404);
      assertThat(there.get("/api/v1/search?q=befor:1").statusCode()).isEqualTo(400);
    }
  }

  /// The same but for the time it took, how it was found, and rounding.
  private static void assertAlike(String what, JsonNode found, JsonNode expected) {
    if (expected.isObject()) {
      var names = expected.fieldNames();
      while (names.hasNext()) {
        String name = names.next();
        if (!List.of("tookMs", "strategy", "cursor", "matchesRelation").contains(name)) {
          assertAlike(what + " " + name, found.path(name), expected.path(name));
        }
      }
      assertThat(found.size()).as(what).isEqualTo(expected.size());
    } else if (expected.isArray()) {
      assertThat(found.size()).as(what).isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        assertAlike(what + " " + i, found.path(i), expected.path(i));
      }
    } else if (expected.isFloatingPointNumber()) {
      assertThat(found.asDouble()).as(what).isCloseTo(expected.asDouble(), within(1e-4));
    } else {
      assertThat(found).as(what).isEqualTo(expected);
    }
  }
}
