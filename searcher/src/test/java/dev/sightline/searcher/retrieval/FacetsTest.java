package dev.sightline.searcher.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.schema.WordAnalysis;
import dev.sightline.searcher.encoding.RandomLibrary;
import dev.sightline.searcher.lucene.LuceneRetriever;
import dev.sightline.searcher.query.KeywordQuery;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.query.QueryParser;
import dev.sightline.searcher.retrieval.Facets.Facet;
import dev.sightline.searcher.retrieval.Facets.Value;
import dev.sightline.testkit.RandomSeeds;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/// Facets count what a filter of the same clause would leave.
class FacetsTest {
  private static final int MANY = 1000;

  @TempDir private Path folder;
  private RandomLibrary library;
  private Retriever retriever;

  @BeforeEach
  void makeALibrary() {
    library = new RandomLibrary(folder.resolve("library"));
    retriever = new LuceneRetriever(library.reader());
  }

  @AfterEach
  void close() {
    library.close();
  }

  @Test
  void years_months_and_cameras_count_what_their_clauses_leave() {
    Facets facets = retriever.facets(MatchCriteria.inside(List.of()), MANY);

    assertThat(facets.matches()).isEqualTo(RandomLibrary.IMAGES);
    assertThat(facets.facets())
        .extracting(Facet::name)
        .containsExactly("year", "month", "camera", "folder");
    for (String name : List.of("year", "month", "camera")) {
      for (Value value : facet(facets, name).values()) {
        assertThat(retriever.count(filters(value.clause())))
            .as(value.clause())
            .isEqualTo(expectedCount(name, value));
      }
    }
  }

  @Test
  void years_and_months_tell_how_many_of_their_dates_are_guesses() {
    Facets facets = retriever.facets(MatchCriteria.inside(List.of()), MANY);

    for (String name : List.of("year", "month")) {
      for (Value value : facet(facets, name).values()) {
        assertThat(value.guesses())
            .as(value.clause())
            .isEqualTo(retriever.count(filters(value.clause() + " -has:date")));
      }
      assertThat(facet(facets, name).values().stream().mapToLong(Value::guesses).sum())
          .isEqualTo(library.images().stream().filter(it -> it.taken().isEmpty()).count())
          .isPositive();
    }
    assertThat(facet(facets, "camera").values()).extracting(Value::guesses).containsOnly(0L);
  }

  /// `camera:canon` also finds what contains it; all the other clauses are as narrow as the value.
  private long expectedCount(String facet, Value value) {
    if (!facet.equals("camera")) {
      return value.count();
    }
    String wanted = value.value().toLowerCase(java.util.Locale.ROOT);
    return library.images().stream()
        .map(it -> it.facts().camera().orElse("").toLowerCase(java.util.Locale.ROOT))
        .filter(it -> it.contains(wanted))
        .count();
  }

  @Test
  void cameras_are_written_as_their_files_write_them_the_most_frequent_first() {
    List<Value> cameras =
        facet(retriever.facets(MatchCriteria.inside(List.of()), MANY), "camera").values();

    assertThat(cameras).extracting(Value::value).contains("NIKON CORPORATION NIKON D750");
    assertThat(cameras).isSortedAccordingTo((a, b) -> Long.compare(b.count(), a.count()));
    assertThat(cameras.stream().mapToLong(Value::count).sum())
        .isEqualTo(library.images().stream().filter(it -> it.facts().camera().isPresent()).count());
  }

  @Test
  void folders_are_named_from_their_root_and_what_lies_in_a_root_has_none() {
    List<Value> folders =
        facet(retriever.facets(MatchCriteria.inside(List.of()), MANY), "folder").values();

    assertThat(folders)
        .extracting(Value::value)
        .containsExactlyInAnyOrder(
            "2020", "2020/holiday", "2020b", "holiday", "a*b", "Málaga", "quote\"q", "back\\slash");
    for (Value folder : folders) {
      assertThat(folder.count()).as(folder.value()).isEqualTo(imagesIn(folder.value()));
    }
  }

  private long imagesIn(String folder) {
    return library.images().stream()
        .map(IndexedImage::path)
        .map(path -> Path.of(WordAnalysis.composed(path.toString())))
        .filter(path -> path.startsWith(RandomLibrary.ROOT.resolve(folder)))
        .count();
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(10)
  void only_the_match_set_is_counted(long seed) {
    float[] query = RandomLibrary.vector(new Random(seed));
    List<Query.Filter> filters = filters("date:2019..2021");
    long matches = retriever.scan(query, 1, 0.3, filters).matches();

    Facets facets =
        retriever.facets(MatchCriteria.near(filters, query, 0.3, KeywordQuery.NONE), MANY);

    assertThat(facets.matches()).isEqualTo(matches);
    assertThat(facet(facets, "year").values().stream().mapToLong(Value::count).sum())
        .isEqualTo(matches);
    assertThat(facet(facets, "year").values())
        .extracting(Value::value)
        .isSubsetOf("2019", "2020", "2021")
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  @Test
  void of_many_values_the_first_are_given_and_the_others_counted() {
    Facet all = facet(retriever.facets(MatchCriteria.inside(List.of()), MANY), "month");

    Facet few = facet(retriever.facets(MatchCriteria.inside(List.of()), 3), "month");

    assertThat(few.values()).isEqualTo(all.values().subList(0, 3));
    assertThat(few.others()).isEqualTo(all.values().size() - 3);
    assertThat(all.others()).isZero();
  }

  @Test
  void nothing_has_no_facets() {
    Facets facets = retriever.facets(MatchCriteria.inside(filters("date:1950")), MANY);

    assertThat(facets).isEqualTo(new Facets(0, List.of()));
  }

  private static Facet facet(Facets facets, String name) {
    return facets.facets().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Query.Filter> filters(String query) {
    return QueryParser.parse(query).filters();
  }
}
