package dev.sightline.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.cluster.ClusterCreation;
import dev.sightline.cluster.ClusterLibrary;
import dev.sightline.cluster.RunningCluster;
import dev.sightline.cluster.connection.ClusterAddress;
import dev.sightline.cluster.connection.ClusterSettings;
import dev.sightline.cluster.update.ClusterPush;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.searcher.ranking.Answer;
import dev.sightline.searcher.request.SearchRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The same photographs, asked here and in a cluster, give the same answers.
@Tag("thorough")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterSearchTest {
  private static final List<String> QUERIES =
      List.of(
          "a cat",
          "an animal in the water",
          "the eiffel tower in paris",
          "a cup of coffee",
          "\"a bird\"^2 -water min:0",
          "windmill",
          "sort:name",
          "a flower sort:diverse min:0",
          "an animal ext:jpg -in:animals/pets min:0",
          "a forest sort:-date min:0");

  @TempDir private static Path folder;
  private SampleLibrary local;
  private ClusterLibrary cluster;
  private Searcher there;

  @BeforeAll
  void push() throws Exception {
    local = new SampleLibrary(folder.resolve("library"));
    ClusterAddress address = RunningCluster.shared().addressOf("photos");
    try (var reader = LibraryReader.open(folder.resolve("library"))) {
      ClusterCreation.create(
          address, ClusterSettings.USUAL, new ClusterCreation.Plan(reader.state().model(), 2, 2));
      cluster =
          ClusterLibrary.open(address, ClusterSettings.USUAL, folder.resolve("learned"), false);
      new ClusterPush(cluster, 2).push(reader, _ -> {});
    }
    there = Searcher.of(local.model(), cluster, local.decoder());
  }

  @AfterAll
  void close() {
    cluster.close();
    local.close();
  }

  @Test
  void hits_and_confidences_are_those_of_this_machine() {
    Searcher here = local.searcher();
    for (String query : QUERIES) {
      var request = SearchRequest.local(query, 10).withExplanation();

      Answer expected = here.search(request);
      Answer found = there.search(request);

      assertThat(SampleLibrary.photos(found)).as(query).isEqualTo(SampleLibrary.photos(expected));
      assertThat(found.matches()).isEqualTo(expected.matches());
      assertThat(found.calibrated()).isEqualTo(expected.calibrated());
      assertThat(found.partial()).isFalse();
      for (int i = 0; i < found.hits().size(); i++) {
        Answer.Hit hit = found.hits().get(i);
        Answer.Hit same = expected.hits().get(i);
        assertThat(hit.image()).isEqualTo(same.image());
        assertThat(hit.confidence().orElse(0)).isCloseTo(same.confidence().orElse(0), within(0.02));
        assertThat(hit.contributions()).hasSameSizeAs(same.contributions());
      }
    }
  }

  @Test
  void pages_follow_each_other_and_alike_photos_are_folded() {
    var ids = new ArrayList<String>();
    var request = SearchRequest.local("a photo min:0", 5);
    Answer page = there.search(request);
    page.hits().forEach(it -> ids.add(it.image().id()));
    while (page.next().isPresent()) {
      page = there.search(request.from(page.next().get()));
      page.hits().forEach(it -> ids.add(it.image().id()));
    }

    assertThat(ids).hasSize(SampleLibrary.PHOTOS.size()).doesNotHaveDuplicates();
    assertThat(there.search(SearchRequest.local("a photo min:0", 16).collapsed()).hits())
        .isNotEmpty();
  }

  @Test
  void labels_concepts_facets_and_suggestions_work() throws Exception {
    Searcher here = local.searcher();
    var request = SearchRequest.local("ext:jpg", 10);

    assertThat(there.facets(request, 20)).isEqualTo(here.facets(request, 20));
    assertThat(there.suggest("ext:", 5)).isEqualTo(here.suggest("ext:", 5));
    assertThat(there.labels()).isEqualTo(here.labels());
    var cat = there.concepts().sample(SampleLibrary.id("animals/pets/cat-portrait.jpg"));
    var cup = there.concepts().sample(SampleLibrary.id("home/coffee-cup.jpg"));
    there.concepts().add("pet", List.of(cat.orElseThrow()), List.of(cup.orElseThrow()));
    assertThat(SampleLibrary.photos(there.search(SearchRequest.local("concept:pet", 16))))
        .contains("animals/pets/cat-portrait.jpg")
        .doesNotContain("home/coffee-cup.jpg");
    assertThat(
            there
                .standing(
                    SearchRequest.local("a cat", 1), SampleLibrary.id("city/eiffel-tower.jpg"))
                .rank())
        .isPresent();
  }
}
