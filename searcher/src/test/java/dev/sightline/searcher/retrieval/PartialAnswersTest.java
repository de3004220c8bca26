package dev.sightline.searcher.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartialAnswersTest {
  @Test
  void what_is_noted_deep_below_is_noticed_above() {
    var watched =
        PartialAnswers.watch(
            () -> {
              PartialAnswers.note();
              return 7;
            });

    assertThat(watched.value()).isEqualTo(7);
    assertThat(watched.partial()).isTrue();
    assertThat(PartialAnswers.watch(() -> 8).partial()).isFalse();
  }

  @Test
  void a_value_that_was_kept_says_so_each_time_it_is_passed_on() {
    var kept =
        PartialAnswers.watch(
            () -> {
              PartialAnswers.note();
              return 7;
            });

    assertThat(PartialAnswers.watch(kept::passedOn).partial()).isTrue();
    assertThat(PartialAnswers.watch(() -> PartialAnswers.watch(() -> 1).passedOn()).partial())
        .isFalse();
  }

  @Test
  void nobody_has_to_watch() {
    PartialAnswers.note();

    assertThat(PartialAnswers.watch(() -> 1).partial()).isFalse();
  }
}
