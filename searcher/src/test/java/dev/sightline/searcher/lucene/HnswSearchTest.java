package dev.sightline.searcher.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.library.VectorStorage;
import dev.sightline.searcher.ClusteredLibrary;
import dev.sightline.searcher.retrieval.SearchBudget;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HnswSearchTest {
  private static final int EF_SEARCH = 128;

  @Test
  void the_only_segment_is_walked_with_all_candidates() {
    assertThat(SegmentBudget.in(1, EF_SEARCH, SegmentBudget.DEVIATIONS)).isEqualTo(EF_SEARCH);
  }

  @Test
  void a_segment_gets_more_than_its_share_and_never_more_than_all() {
    for (double share = 0.001; share < 1; share += 0.001) {
      assertThat(SegmentBudget.in(share, EF_SEARCH, SegmentBudget.DEVIATIONS))
          .isBetween((int) Math.ceil(EF_SEARCH * share), EF_SEARCH)
          .isPositive();
    }
    assertThat(SegmentBudget.in(1.0 / 13, EF_SEARCH, SegmentBudget.DEVIATIONS))
        .isLessThan(EF_SEARCH / 2);
  }

  @Test
  void over_many_segments_the_nearest_are_found(@TempDir Path folder) {
    try (var library = new ClusteredLibrary(folder, 31, VectorStorage.FLOAT32)) {
      for (int images : List.of(2_000, 400, 400, 100, 100, 20, 20, 1)) {
        library.addSegment(images);
      }
      int right = 0;
      int queries = 50;
      for (int i = 0; i < queries; i++) {
        float[] query = library.nearACentre();
        var found =
            library.retriever().nearest(query, new SearchBudget(10, EF_SEARCH), -1).neighbours();
        var nearest = new HashSet<>(library.byCosine(query).subList(0, 10));
        right +=
            (int) IntStream.range(0, 10).filter(it -> nearest.contains(found.get(it).id())).count();
      }

      assertThat(right / (10.0 * queries)).isGreaterThanOrEqualTo(0.99);
    }
  }
}
