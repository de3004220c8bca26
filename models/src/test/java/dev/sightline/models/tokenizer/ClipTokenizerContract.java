package dev.sightline.models.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.testkit.Project;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [ClipTokenizer] guarantees, for the tokenizer of one model.
abstract class ClipTokenizerContract {
  private static final List<String> SENTENCES =
      List.of("a dog", "", "two children playing football on a green field", "Grüße aus Köln", "x");

  private final String fixture;
  private final List<Integer> before;
  private final int end;
  private ClipTokenizer tokenizer;

  /// @param fixture the model
  /// @param before ids before the words of each sentence
  /// @param end id of the end token
  ClipTokenizerContract(String fixture, List<Integer> before, int end) {
    this.fixture = fixture;
    this.before = before;
    this.end = end;
  }

  @BeforeEach
  void open() {
    tokenizer = ClipModel.open(Project.modelFixture(fixture), ModelOptions.DEFAULT).tokenizer();
  }

  @AfterEach
  void close() {
    tokenizer.close();
  }

  private List<Integer> encode(String sentence) {
    return Arrays.stream(tokenizer.encode(sentence)).boxed().toList();
  }

  private List<Integer> specialTokens() {
    var ids = new ArrayList<>(before);
    ids.add(end);
    return ids;
  }

  @Test
  void an_empty_sentence_has_only_special_tokens() {
    assertThat(encode("")).isEqualTo(specialTokens());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a dog",
        "Grüße aus Köln",
        "日本の猫",
        "\uD83D\uDC36 a dog and an e\u0301",
        "\uD800 a lone surrogate",
        "tab\tand\u0000control\u0007characters"
      })
  void every_sentence_has_its_special_tokens_around_its_words(String sentence) {
    List<Integer> ids = encode(sentence);

    assertThat(ids).hasSizeBetween(before.size() + 2, tokenizer.context());
    assertThat(ids.subList(0, before.size())).isEqualTo(before);
    assertThat(ids.getLast()).isEqualTo(end);
    assertThat(ids).allMatch(id -> id >= 0);
  }

  @Test
  void a_long_sentence_is_cut_at_the_context_and_keeps_its_end_token() {
    List<Integer> ids = encode("dog ".repeat(10 * tokenizer.context()));

    assertThat(ids).hasSize(tokenizer.context());
    assertThat(ids.subList(0, before.size())).isEqualTo(before);
    assertThat(ids.getLast()).isEqualTo(end);
  }

  @Test
  void a_batch_has_the_ids_of_each_sentence_padded_to_the_context() {
    List<int[]> each = SENTENCES.stream().map(tokenizer::encode).toList();

    int[] rows = TokenRows.of(each, tokenizer.context(), tokenizer.padId()).toArray();

    assertThat(rows).hasSize(SENTENCES.size() * tokenizer.context());
    for (int i = 0; i < each.size(); i++) {
      int from = i * tokenizer.context();
      int[] row = Arrays.copyOfRange(rows, from, from + tokenizer.context());
      int length = each.get(i).length;
      assertThat(Arrays.copyOf(row, length)).containsExactly(each.get(i));
      assertThat(Arrays.stream(row).skip(length)).allMatch(id -> id == tokenizer.padId());
    }
  }

  @Test
  void several_threads_get_the_same_ids_as_one() throws Exception {
    List<List<Integer>> expected = SENTENCES.stream().map(this::encode).toList();
    Callable<List<List<Integer>>> task = () -> SENTENCES.stream().map(this::encode).toList();

    try (var executor = Executors.newFixedThreadPool(4)) {
      for (var result : executor.invokeAll(java.util.Collections.nCopies(40, task))) {
        assertThat(result.get()).isEqualTo(expected);
      }
    }
  }
}
