package dev.sightline.searcher.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.library.VectorStorage;
import org.junit.jupiter.api.Test;

class SearchBudgetTest {
  @Test
  void an_ordinary_search_looks_at_twice_what_it_wants_and_at_128_at_least() {
    assertThat(SearchBudget.of(1)).isEqualTo(new SearchBudget(1, 128));
    assertThat(SearchBudget.of(100)).isEqualTo(new SearchBudget(100, 200));
    assertThat(SearchBudget.of(Integer.MAX_VALUE))
        .isEqualTo(new SearchBudget(Integer.MAX_VALUE, Integer.MAX_VALUE));
  }

  @Test
  void a_picture_needs_half_of_what_a_text_needs_and_one_bit_vectors_need_more() {
    assertThat(SearchBudget.forPictures(10, VectorStorage.FLOAT32).efSearch()).isEqualTo(64);
    assertThat(SearchBudget.forWords(10, VectorStorage.INT8).efSearch()).isEqualTo(128);
    assertThat(SearchBudget.forPictures(10, VectorStorage.BIT1).efSearch()).isEqualTo(128);
    assertThat(SearchBudget.forWords(10, VectorStorage.BIT1).efSearch()).isEqualTo(512);
    assertThat(SearchBudget.forWords(200, VectorStorage.BIT1).efSearch()).isEqualTo(800);
  }

  @Test
  void a_budget_below_what_is_wanted_is_refused() {
    assertThatThrownBy(() -> new SearchBudget(10, 9))
        .hasMessage("need 1 <= k <= efSearch, got k=10, efSearch=9");
    assertThatThrownBy(() -> SearchBudget.of(0))
        .hasMessage("need 1 <= k <= efSearch, got k=0, efSearch=128");
  }
}
