package dev.sightline.evaluation.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RankedRecallTest {
  @Test
  void ten_questions_worked_by_hand() {
    int[] ranks = {1, 1, 2, 5, 6, 10, 11, 3, 1, 400};

    // 3 of 10 first; 1 1 1 2 3 5 among five; and 6 10 among ten; the middle two are 3 and 5
    assertThat(RankedRecall.of(ranks)).isEqualTo(new RankedRecall(0.3, 0.6, 0.8, 4));
    assertThat(ranks).as("read, not sorted").startsWith(1, 1, 2, 5);
  }

  @Test
  void the_median_of_an_odd_number_is_the_middle_one() {
    assertThat(RankedRecall.of(new int[] {9, 1, 2}))
        .isEqualTo(new RankedRecall(1 / 3.0, 2 / 3.0, 1, 2));
  }

  @Test
  void one_question_found_at_once_is_perfect() {
    assertThat(RankedRecall.of(new int[] {1})).isEqualTo(new RankedRecall(1, 1, 1, 1));
  }
}
