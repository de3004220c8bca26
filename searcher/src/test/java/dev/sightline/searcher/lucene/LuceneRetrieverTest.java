package dev.sightline.searcher.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.searcher.ClusteredLibrary;
import dev.sightline.searcher.retrieval.Retriever.Neighbour;
import dev.sightline.searcher.retrieval.Retriever.Retrieved;
import dev.sightline.searcher.retrieval.SearchBudget;
import dev.sightline.testkit.RandomSeeds;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

class LuceneRetrieverTest {
  private static final double ROUNDING = 1e-6; // Lucene keeps (1 + cosine) / 2 as a float

  @TempDir private Path folder;

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(10)
  void the_scan_gives_what_comparing_everything_gives(long seed) {
    var random = new Random(seed);
    try (var library = new ClusteredLibrary(folder, seed)) {
      for (int segment = 0; segment < 3; segment++) {
        library.addSegment(random.nextInt(1, 150));
      }
      for (int i = 0; i < 20; i++) {
        library.remove("id" + random.nextInt(300));
      }
      library.commit();
      int size = library.ids().size();
      for (int question = 0; question < 10; question++) {
        float[] query = library.nearACentre();
        int k = random.nextInt(1, 2 * size + 2);
        List<String> expected = library.byCosine(query);
        double minimum = random.nextDouble(-1, 1);

        Retrieved found = library.retriever().scan(query, k, minimum);

        // The k best, in order, but for images whose cosines are equal up to rounding.
        assertThat(ids(found)).doesNotHaveDuplicates().hasSize(Math.min(k, size));
        for (int i = 0; i < found.neighbours().size(); i++) {
          var it = found.neighbours().get(i);
          double cosine = library.cosine(query, it.id());
          assertThat(cosine).isCloseTo(library.cosine(query, expected.get(i)), within(ROUNDING));
          assertThat(it.cosine()).isCloseTo(cosine, within(ROUNDING));
        }
        assertThat(found.matches())
            .isBetween(
                expected.stream()
                    .filter(id -> library.cosine(query, id) >= minimum + ROUNDING)
                    .count(),
                expected.stream()
                    .filter(id -> library.cosine(query, id) >= minimum - ROUNDING)
                    .count());
        assertThat(found.complete()).isTrue();
      }
    }
  }

  @Test
  void the_walk_finds_99_of_100_of_what_the_scan_finds() {
    try (var library = new ClusteredLibrary(folder, 7)) {
      for (int segment = 0; segment < 3; segment++) {
        library.addSegment(1000);
      }
      var retriever = library.retriever();
      int right = 0;
      for (int question = 0; question < 100; question++) {
        float[] query = library.nearACentre();
        var exact = new HashSet<>(ids(retriever.scan(query, 10, 1)));
        exact.retainAll(ids(retriever.nearest(query, SearchBudget.of(10), 1)));
        right += exact.size();
      }

      assertThat(right).isGreaterThanOrEqualTo(990);
    }
  }

  @Test
  void a_walk_gives_the_cosines_of_the_scan() {
    try (var library = new ClusteredLibrary(folder, 8)) {
      library.addSegment(50);
      float[] query = library.nearACentre();

      Retrieved walked = library.retriever().nearest(query, new SearchBudget(50, 50), 0.2);

      Retrieved scanned = library.retriever().scan(query, 50, 0.2);
      assertThat(ids(walked)).isEqualTo(ids(scanned));
      assertThat(walked.matches()).isEqualTo(scanned.matches());
      for (int i = 0; i < 50; i++) {
        assertThat(walked.neighbours().get(i).cosine())
            .isCloseTo(scanned.neighbours().get(i).cosine(), within(ROUNDING));
      }
    }
  }

  @Test
  void a_walk_that_has_not_seen_every_image_says_that_it_only_counts_a_part() {
    try (var library = new ClusteredLibrary(folder, 9)) {
      library.addSegment(500);
      float[] query = library.nearACentre();

      Retrieved part = library.retriever().nearest(query, new SearchBudget(10, 20), -1);
      Retrieved few = library.retriever().nearest(query, new SearchBudget(10, 20), 0.9999);
      Retrieved all = library.retriever().nearest(query, new SearchBudget(10, 500), -1);

      assertThat(part.matches()).isEqualTo(20);
      assertThat(part.complete()).isFalse();
      assertThat(few.matches()).isZero();
      assertThat(few.complete()).isFalse();
      assertThat(all.matches()).isEqualTo(500);
      assertThat(all.complete()).isTrue();
      assertThat(part.neighbours()).hasSize(10);
    }
  }

  @Test
  void a_removed_image_is_neither_scanned_nor_walked_to() {
    try (var library = new ClusteredLibrary(folder, 10)) {
      library.addSegment(400);
      float[] query = library.nearACentre();
      List<String> nearest = library.byCosine(query).subList(0, 20);
      nearest.forEach(library::remove);
      library.commit();

      assertThat(ids(library.retriever().scan(query, 400, -1)))
          .doesNotContainAnyElementsOf(nearest);
      assertThat(ids(library.retriever().nearest(query, SearchBudget.of(100), -1)))
          .doesNotContainAnyElementsOf(nearest)
          .hasSize(100);
    }
  }

  @Test
  void equally_near_images_come_in_the_same_order_every_time() {
    try (var library = new ClusteredLibrary(folder, 11)) {
      float[] same = library.nearACentre();
      for (int i = 0; i < 30; i++) {
        library.put("id" + i, same);
        if (i % 10 == 9) {
          library.commit();
        }
      }
      List<String> firstTen = library.ids().subList(0, 10);
      for (int i = 0; i < 5; i++) {
        assertThat(ids(library.retriever().scan(same, 10, 0))).isEqualTo(firstTen);
        assertThat(ids(library.retriever().nearest(same, new SearchBudget(10, 30), 0)))
            .isEqualTo(firstTen);
      }
    }
  }

  @Test
  void an_image_that_lies_exactly_on_the_cut_is_a_match_for_the_scan_and_the_walk() {
    try (var library = new ClusteredLibrary(folder, 12)) {
      library.addSegment(40);
      var retriever = library.retriever();
      var budget = new SearchBudget(40, 40);
      float[] query = library.nearACentre();
      List<Neighbour> scanned = retriever.scan(query, 40, -1).neighbours();
      List<Neighbour> walked = retriever.nearest(query, budget, -1).neighbours();
      for (int i = 0; i < 40; i++) {
        assertThat(retriever.scan(query, 40, scanned.get(i).cosine()).matches()).isEqualTo(i + 1);
        assertThat(retriever.nearest(query, budget, walked.get(i).cosine()).matches())
            .isEqualTo(i + 1);
      }
    }
  }

  @Test
  void an_empty_library_has_no_neighbours_and_knows_that_these_are_all() {
    try (var library = new ClusteredLibrary(folder, 13)) {
      float[] query = library.nearACentre();

      assertThat(library.retriever().scan(query, 5, 0))
          .isEqualTo(new Retrieved(List.of(), 0, true));
      assertThat(library.retriever().nearest(query, SearchBudget.of(5), 0))
          .isEqualTo(new Retrieved(List.of(), 0, true));
      assertThat(library.retriever().newest(5)).isEmpty();
      assertThat(library.retriever().size()).isZero();
    }
  }

  @Test
  void a_library_of_which_everything_was_removed_is_empty() {
    try (var library = new ClusteredLibrary(folder, 14)) {
      library.addSegment(3);
      library.ids().forEach(library::remove);
      library.commit();
      float[] query = library.nearACentre();

      assertThat(library.retriever().scan(query, 5, 0))
          .isEqualTo(new Retrieved(List.of(), 0, true));
      assertThat(library.retriever().nearest(query, SearchBudget.of(5), 0))
          .isEqualTo(new Retrieved(List.of(), 0, true));
    }
  }

  @Test
  void more_neighbours_than_there_are_images_are_all_images() {
    try (var library = new ClusteredLibrary(folder, 15)) {
      library.addSegment(30);
      float[] query = library.nearACentre();

      assertThat(ids(library.retriever().scan(query, Integer.MAX_VALUE, 0)))
          .isEqualTo(library.byCosine(query));
      assertThat(ids(library.retriever().nearest(query, SearchBudget.of(1000), 0)))
          .isEqualTo(library.byCosine(query));
    }
  }

  @Test
  void the_newest_come_first_by_the_time_they_were_taken_else_by_the_files() {
    try (var library = new ClusteredLibrary(folder, 16)) {
      put(library, "file of 1970", Optional.empty(), 0);
      put(library, "file of 2001", Optional.empty(), 1_000_000_000);
      put(library, "taken 1999", Optional.of(LocalDateTime.of(1999, 1, 1, 0, 0)), 2_000_000_000);
      library.commit();
      put(library, "taken 2020", Optional.of(LocalDateTime.of(2020, 1, 1, 0, 0)), 0);
      put(library, "taken 1850", Optional.of(LocalDateTime.of(1850, 1, 1, 0, 0)), 0);
      library.commit();

      assertThat(library.retriever().newest(10))
          .extracting(image -> image.id())
          .containsExactly(
              "taken 2020", "file of 2001", "taken 1999", "file of 1970", "taken 1850");
      assertThat(library.retriever().newest(2)).hasSize(2);
      assertThat(library.retriever().newest(Integer.MAX_VALUE)).hasSize(5);
    }
  }

  @Test
  void single_images_and_what_the_library_says_of_itself_are_passed_on() {
    try (var library = new ClusteredLibrary(folder, 17)) {
      library.addSegment(2);
      var retriever = library.retriever();
      long token = retriever.commitToken();

      assertThat(retriever.image("id1").orElseThrow().id()).isEqualTo("id1");
      assertThat(retriever.stored("id1").orElseThrow().vector())
          .containsExactly(library.vector("id1"));
      assertThat(retriever.image("absent")).isEmpty();
      assertThat(retriever.stored("absent")).isEmpty();
      assertThat(retriever.size()).isEqualTo(2);
      assertThat(retriever.state()).isEqualTo(library.reader().state());
      library.addSegment(1);
      assertThat(retriever.commitToken()).isNotEqualTo(token);
    }
  }

  private static void put(
      ClusteredLibrary library, String id, Optional<LocalDateTime> taken, long fileSeconds) {
    library.put(ClusteredLibrary.image(id, taken, fileSeconds), library.nearACentre());
  }

  private static List<String> ids(Retrieved found) {
    return found.neighbours().stream().map(it -> it.id()).toList();
  }
}
