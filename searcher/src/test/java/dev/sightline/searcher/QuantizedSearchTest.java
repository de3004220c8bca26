package dev.sightline.searcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.library.LibraryModel;
import dev.sightline.library.VectorStorage;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.library.maintenance.LibraryCompaction;
import dev.sightline.searcher.lucene.LuceneRetriever;
import dev.sightline.searcher.retrieval.Retriever.Neighbour;
import dev.sightline.searcher.retrieval.Retriever.Retrieved;
import dev.sightline.searcher.retrieval.SearchBudget;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Coarser vectors find candidates; what is said of them comes from the full ones.
class QuantizedSearchTest {
  private static final double ROUNDING = 1e-6; // Lucene keeps (1 + cosine) / 2 as a float

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void the_walk_finds_98_of_100_and_gives_true_cosines(VectorStorage storage) {
    try (var library = new ClusteredLibrary(folder, 21, storage)) {
      for (int segment = 0; segment < 2; segment++) {
        library.addSegment(1500);
      }
      var retriever = library.retriever();
      int right = 0;
      for (int question = 0; question < 50; question++) {
        float[] query = library.nearACentre();
        Retrieved walked = retriever.nearest(query, SearchBudget.forWords(10, storage), 1);
        var exact = new HashSet<>(library.byCosine(query).subList(0, 10));
        exact.retainAll(walked.neighbours().stream().map(Neighbour::id).toList());
        right += exact.size();
        double before = 2;
        for (Neighbour it : walked.neighbours()) {
          assertThat(it.cosine()).isCloseTo(library.cosine(query, it.id()), within(ROUNDING));
          assertThat(it.cosine()).isLessThanOrEqualTo(before);
          before = it.cosine();
        }
      }

      assertThat(right).isGreaterThanOrEqualTo(490);
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_scan_is_exact(VectorStorage storage) {
    try (var library = new ClusteredLibrary(folder, 22, storage)) {
      library.addSegment(400);
      float[] query = library.nearACentre();

      Retrieved found = library.retriever().scan(query, 50, -1);

      assertThat(found.neighbours().stream().map(Neighbour::id))
          .containsExactlyElementsOf(library.byCosine(query).subList(0, 50));
    }
  }

  @ParameterizedTest
  @EnumSource
  void with_nine_of_ten_images_removed_the_walk_finds_what_is_left(VectorStorage storage) {
    try (var library = new ClusteredLibrary(folder, 23, storage)) {
      library.addSegment(1000);
      library.ids().stream().filter(id -> !id.endsWith("7")).forEach(library::remove);
      library.commit();
      float[] query = library.nearACentre();

      Retrieved found = library.retriever().nearest(query, SearchBudget.of(10), -1);

      assertThat(found.neighbours().stream().map(Neighbour::id))
          .containsExactlyElementsOf(library.byCosine(query).subList(0, 10));
    }
  }

  @ParameterizedTest
  @EnumSource
  void images_that_are_all_the_same_are_all_found(VectorStorage storage) {
    try (var library = new ClusteredLibrary(folder, 24, storage)) {
      float[] same = library.nearACentre();
      for (int i = 0; i < 500; i++) {
        library.put("id" + i, same);
      }
      library.commit();

      Retrieved found = library.retriever().nearest(same, new SearchBudget(20, 128), 0.99);

      assertThat(found.neighbours())
          .hasSize(20)
          .allSatisfy(it -> assertThat(it.cosine()).isCloseTo(1, within(ROUNDING)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void of_one_or_two_images_all_are_found(VectorStorage storage) {
    try (var library = new ClusteredLibrary(folder, 25, storage)) {
      for (int images = 1; images <= 2; images++) {
        library.addSegment(1);
        float[] query = library.nearACentre();

        Retrieved found = library.retriever().nearest(query, SearchBudget.of(20), -1);

        assertThat(found.neighbours().stream().map(Neighbour::id))
            .containsExactlyElementsOf(library.byCosine(query));
        assertThat(found.complete()).isTrue();
      }
    }
  }

  @Test
  void segments_that_are_kept_differently_are_searched_together() {
    try (var library = new ClusteredLibrary(folder, 26, VectorStorage.FLOAT32)) {
      library.addSegment(300);
      library.keepFromNowOn(VectorStorage.BIT1);
      library.addSegment(300);
      float[] query = library.nearACentre();

      Retrieved found = library.retriever().nearest(query, new SearchBudget(20, 600), -1);

      assertThat(found.neighbours().stream().map(Neighbour::id))
          .containsExactlyElementsOf(library.byCosine(query).subList(0, 20));
    }
  }

  @Test
  void one_and_4096_dimensions_are_searched_in_every_storage() {
    for (int dimension : new int[] {1, 4096}) {
      for (VectorStorage storage : VectorStorage.values()) {
        Path place = folder.resolve(storage.text() + dimension);
        var one = new float[dimension];
        one[0] = 1;
        var other = new float[dimension];
        other[dimension - 1] = -1;
        try (var writer = LibraryWriter.open(place, LibraryModel.synthetic(dimension))) {
          writer.put(ClusteredLibrary.image("one", Optional.empty(), 0), one);
          writer.put(ClusteredLibrary.image("other", Optional.empty(), 1), other);
          writer.commit();
        }
        LibraryCompaction.run(place, storage);
        try (var reader = LibraryReader.open(place)) {
          assertThat(
                  new LuceneRetriever(reader)
                      .nearest(one, SearchBudget.of(5), -1).neighbours().stream()
                          .map(Neighbour::id))
              .containsExactly("one", "other");
        }
      }
    }
  }
}
