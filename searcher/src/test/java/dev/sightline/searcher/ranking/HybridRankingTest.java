package dev.sightline.searcher.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.searcher.retrieval.RankedImage;
import dev.sightline.searcher.retrieval.Retriever.Neighbour;
import dev.sightline.searcher.retrieval.Retriever.Worded;
import java.util.List;
import org.junit.jupiter.api.Test;

class HybridRankingTest {
  private static final double CUT = 0.25;
  private static final double WORTH = 0.3;
  private static final List<Neighbour> NEAR =
      List.of(new Neighbour("a", 0.5), new Neighbour("b", 0.4), new Neighbour("c", 0.3));

  @Test
  void without_words_the_order_is_that_of_nearness() {
    assertThat(HybridRanking.fuse(NEAR, List.of(), CUT, WORTH))
        .extracting(RankedImage::id)
        .containsExactly("a", "b", "c");
  }

  @Test
  void some_of_the_words_move_an_image_up_by_what_they_are_worth() {
    assertThat(fuse(new Worded("c", 0.3, 0.5, false))).containsExactly("a", "c", "b");
    assertThat(fuse(new Worded("c", 0.3, 0.9, false))).containsExactly("c", "a", "b");
  }

  @Test
  void some_of_the_words_never_lift_an_image_over_the_cut() {
    assertThat(fuse(new Worded("d", 0.24, 0.99, false))).containsExactly("a", "b", "c");
  }

  @Test
  void a_match_that_the_walk_passed_over_is_taken_in_for_its_words() {
    assertThat(fuse(new Worded("d", 0.26, 0.5, false))).containsExactly("a", "d", "b", "c");
  }

  @Test
  void all_of_the_words_make_a_match_whatever_the_cosine() {
    List<RankedImage> ranked =
        HybridRanking.fuse(NEAR, List.of(new Worded("d", -0.2, 1, false)), CUT, WORTH);

    assertThat(ranked).extracting(RankedImage::id).containsExactly("d", "a", "b", "c");
    assertThat(ranked).extracting(RankedImage::worded).containsExactly(true, false, false, false);
    assertThat(ranked.getFirst().cosine()).isEqualTo(-0.2);
  }

  @Test
  void the_very_file_name_comes_first() {
    assertThat(fuse(new Worded("d", 0, 1, false), new Worded("e", -0.5, 1, true)))
        .containsExactly("e", "d", "a", "b", "c");
  }

  private static List<String> fuse(Worded... worded) {
    return HybridRanking.fuse(NEAR, List.of(worded), CUT, WORTH).stream()
        .map(RankedImage::id)
        .toList();
  }
}
