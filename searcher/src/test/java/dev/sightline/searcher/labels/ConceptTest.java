package dev.sightline.searcher.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.models.layout.LogitScale;
import dev.sightline.searcher.SampleLibrary;
import dev.sightline.searcher.Searcher;
import dev.sightline.searcher.encoding.VectorSum;
import dev.sightline.searcher.query.QueryException;
import dev.sightline.searcher.request.SearchRequest;
import dev.sightline.testkit.RandomSeeds;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConceptTest {
  private static final LogitScale SCALE = new LogitScale(23, true);
  private static final String CAT = SampleLibrary.id("animals/pets/cat-portrait.jpg");
  private static final String STAMPS = SampleLibrary.id("stamps/elephant.jpg");
  private static final String BALLOON = SampleLibrary.id("stamps/hot-air-balloon.jpg");

  @TempDir private Path folder;

  /// Directions in which samples lie, so that what is learned can be told.
  private static float[] near(int axis, Random random) {
    var sum = new VectorSum();
    var along = new float[12];
    along[axis] = 1;
    sum.add(along, 1);
    var noise = new float[12];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    sum.add(noise, 0.08);
    return sum.unit().orElseThrow();
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(10)
  void examples_outweigh_a_name_that_misleads_and_one_is_enough_to_begin(long seed) {
    var random = new Random(seed);
    float[] misleading = near(5, random);
    List<float[]> background = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      background.add(near(1 + i % 11, random));
    }
    for (int shots : List.of(1, 4)) {
      List<float[]> yes = new ArrayList<>();
      for (int i = 0; i < shots; i++) {
        yes.add(near(0, random));
      }
      var fitted = ConceptFit.fit("m", SCALE, misleading, yes, List.of(), background);

      assertThat(fitted.probability(near(0, random)))
          .isGreaterThan(fitted.probability(near(3, random)) + 0.2);
      assertThat(fitted.probability(near(3, random))).isLessThan(0.5);
    }
  }

  @Test
  void a_counter_example_is_learned_from() {
    var random = new Random(1);
    List<float[]> yes = List.of(near(0, random));
    List<float[]> background = List.of(near(6, random), near(7, random), near(8, random));
    float[] wrong = near(3, random);
    float[] name = near(3, random);

    var without = ConceptFit.fit("m", SCALE, name, yes, List.of(), background);
    var with = ConceptFit.fit("m", SCALE, name, yes, List.of(wrong), background);

    assertThat(with.probability(wrong)).isLessThan(without.probability(wrong) - 0.1);
  }

  @Test
  void without_any_other_photo_there_is_still_an_answer() {
    var random = new Random(1);
    var fitted =
        ConceptFit.fit("m", SCALE, near(0, random), List.of(near(0, random)), List.of(), List.of());

    assertThat(fitted.probability(near(0, random))).isBetween(0.5, 1.0);
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(10)
  void equations_are_solved(long seed) {
    var random = new Random(seed);
    int n = random.nextInt(1, 30);
    var factor = new double[n][n];
    var wanted = new double[n];
    for (int i = 0; i < n; i++) {
      wanted[i] = random.nextGaussian();
      for (int j = 0; j < n; j++) {
        factor[i][j] = random.nextGaussian();
      }
    }
    var matrix = new double[n][n];
    var right = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          matrix[i][j] += factor[i][k] * factor[j][k];
        }
        matrix[i][j] += i == j ? 1 : 0;
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        right[i] += matrix[i][j] * wanted[j];
      }
    }

    assertThat(LinearSystem.solve(matrix, right)).containsExactly(wanted, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"grandma", "Grüße aus Köln", "../../etc/passwd", "a_b", "猫", "x\n\"y\""})
  void a_concept_of_any_name_is_kept_and_found_by_it(String name) throws Exception {
    var shelf = new ConceptStore(folder);
    var concept =
        new Concept(
            name,
            List.of(new Concept.Example("9f", "/photos/a.jpg")),
            List.of(new Concept.Example("8e", "/photos/b.jpg")),
            Optional.of(new ConceptClassifier("model", new float[] {1, -0.5f}, 0.25)));

    shelf.save(concept);

    Concept found = new ConceptStore(folder).find(name).orElseThrow();
    assertThat(found.yes()).isEqualTo(concept.yes());
    assertThat(found.no()).isEqualTo(concept.no());
    assertThat(found.fitted().orElseThrow().weights()).containsExactly(1, -0.5f);
    assertThat(found.fitted().orElseThrow().intercept()).isEqualTo(0.25);
    assertThat(shelf.names()).containsExactly(name);
    try (var files = Files.list(folder.resolve("concepts"))) {
      assertThat(files).hasSize(1);
    }
    assertThat(shelf.remove(name)).isTrue();
    assertThat(shelf.remove(name)).isFalse();
  }

  @Test
  void a_damaged_concept_names_its_file_and_what_to_do() throws Exception {
    Files.createDirectories(folder.resolve("concepts"));
    Path file = Files.writeString(folder.resolve("concepts/x.json"), "{\"name\": ");

    assertThatThrownBy(() -> new ConceptStore(folder).find("x"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "The concept in %s cannot be read: delete the file, or add the concept again.", file);
  }

  @Test
  void a_concept_finds_its_examples_and_can_be_asked_for() throws Exception {
    try (var library = new SampleLibrary(folder.resolve("library"))) {
      Searcher searcher = library.searcher();
      LibraryConcepts concepts = searcher.concepts();

      long before = searcher.answerToken();

      concepts.add("stamp", samples(concepts, STAMPS, BALLOON), samples(concepts, CAT));

      assertThat(searcher.answerToken()).isNotEqualTo(before);
      List<String> found = ids(searcher, "concept:stamp");
      assertThat(found).contains(STAMPS, BALLOON).doesNotContain(CAT);
      assertThat(ids(searcher, "-concept:stamp"))
          .hasSize(SampleLibrary.PHOTOS.size() - found.size());
      assertThat(concepts.count("STAMP")).isEqualTo(found.size());
      assertThat(concepts.doubtful("stamp", 3)).hasSize(3).doesNotContain(STAMPS, BALLOON, CAT);

      Concept changed = concepts.add("stamp", samples(concepts, CAT), List.of());
      assertThat(changed.yes()).extracting(Concept.Example::id).contains(STAMPS, BALLOON, CAT);
      assertThat(changed.no()).isEmpty();
      assertThatThrownBy(() -> ids(searcher, "concept:stmp"))
          .isInstanceOf(QueryException.class)
          .hasMessageStartingWith(
              "There is no concept 'stmp' in this library. Did you mean 'stamp'?");
      assertThatThrownBy(() -> concepts.add("other", List.of(), samples(concepts, CAT)))
          .isInstanceOf(QueryException.class)
          .hasMessage("The concept 'other' needs an example: name one with --yes.");
    }
  }

  @Test
  void a_concept_of_another_model_is_fitted_anew() throws Exception {
    try (var library = new SampleLibrary(folder.resolve("library"))) {
      LibraryConcepts concepts = library.searcher().concepts();
      Concept own = concepts.add("cat", samples(concepts, CAT), List.of());
      var foreign = new ConceptClassifier("another model", new float[] {1, 2, 3}, 0);
      concepts.shelf().save(own.with(foreign));

      assertThat(concepts.fitted("cat").fitted().orElseThrow().weights())
          .containsExactly(own.fitted().orElseThrow().weights());
    }
  }

  private static List<ConceptSample> samples(LibraryConcepts concepts, String... ids) {
    return List.of(ids).stream().map(id -> concepts.sample(id).orElseThrow()).toList();
  }

  private static List<String> ids(Searcher searcher, String query) {
    return searcher.search(SearchRequest.local(query, 100)).hits().stream()
        .map(hit -> hit.image().id())
        .toList();
  }
}
