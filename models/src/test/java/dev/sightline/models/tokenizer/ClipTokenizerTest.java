package dev.sightline.models.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipTokenizerTest {
  private static final int START = 49406;
  private static final int END = 49407;

  /// What column `original` has for the two spellings, without the tokens around them.
  private static final List<Integer> START_SPELLED = List.of(27, 347, 993, 6659, 4160, 91, 285);

  private static final List<Integer> END_SPELLED = List.of(27, 347, 40786, 4160, 91, 285);

  private static ClipTokenizer tokenizer;

  /// One row of `testkit/goldens/tokenizer.tsv`.
  private record Row(String text, List<Integer> published, List<Integer> original) {
    boolean spellsSpecialToken() {
      String lower = text.toLowerCase(Locale.ROOT);
      return lower.contains("<|startoftext|>") || lower.contains("<|endoftext|>");
    }

    /// The published ids with each special id inside the sentence replaced by its spelling's.
    List<Integer> publishedWithSpellingsAsText() {
      var ids = new ArrayList<Integer>();
      for (int id : published.subList(1, published.size() - 1)) {
        switch (id) {
          case START -> ids.addAll(START_SPELLED);
          case END -> ids.addAll(END_SPELLED);
          default -> ids.add(id);
        }
      }
      ids.addFirst(START);
      ids.add(END);
      return ids;
    }
  }

  @BeforeAll
  static void readTheBundledModel() {
    tokenizer = ClipModel.open(Project.bundledModel(), ModelOptions.DEFAULT).tokenizer();
  }

  @Test
  void equals_the_published_tokenizer_on_every_golden_sentence() throws IOException {
    var wrong = new ArrayList<String>();
    for (Row row : rows()) {
      if (!row.spellsSpecialToken() && !ids(row.text).equals(row.published)) {
        wrong.add(row.text);
      }
    }

    assertThat(rows()).hasSize(3000);
    assertThat(wrong).isEmpty();
  }

  @Test
  void takes_the_spelling_of_a_special_token_as_a_persons_text() throws IOException {
    List<Row> special = rows().stream().filter(Row::spellsSpecialToken).toList();

    assertThat(special).hasSizeGreaterThan(50);
    for (Row row : special) {
      assertThat(ids(row.text)).as(row.text).isEqualTo(row.publishedWithSpellingsAsText());
    }
  }

  @Test
  void a_special_tokens_spelling_alone_is_what_the_original_tokenizer_makes_of_it()
      throws IOException {
    for (Row row : rows()) {
      if (row.text.equals("<|startoftext|>") || row.text.equals("<|endoftext|>")) {
        assertThat(ids(row.text)).isEqualTo(row.original);
      }
    }
  }

  @Test
  void a_sentence_that_is_too_long_is_cut_and_still_ends() {
    int[] ids = tokenizer.encode("dog ".repeat(500));

    assertThat(ids).hasSize(77).startsWith(49406).endsWith(49407);
    assertThat(ids).containsOnlyOnce(49407);
  }

  @Test
  void an_empty_sentence_is_start_and_end() {
    assertThat(tokenizer.encode("")).containsExactly(49406, 49407);
    assertThat(tokenizer.encode(" \t\n\u00a0\u3000")).containsExactly(49406, 49407);
  }

  @Test
  void a_word_of_ten_thousand_letters_is_cut_to_the_context() {
    var random = new Random(7);
    var word = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }

    assertThat(tokenizer.encode(word.toString())).hasSize(77);
  }

  @Test
  void lone_surrogates_and_control_characters_do_not_fail() {
    assertThat(tokenizer.encode("\ud800 \u0000\u0007 x")).startsWith(49406).endsWith(49407);
  }

  @Test
  void the_table_beside_the_model_gives_the_same_ids_as_tokenizer_json(@TempDir Path folder)
      throws IOException {
    Path source = Project.bundledModel().resolve("tokenizer.json");
    Path file = folder.resolve("table.bin");
    TokenizerTable parsed = TokenizerJson.read(source);
    Files.write(file, parsed.toBytes());
    var read = BytePairTokenizer.published(TokenizerTable.read(file), 77, END);

    for (Row row : rows().subList(0, 500)) {
      assertThat(read.encode(row.text)).containsExactly(tokenizer.encode(row.text));
    }
  }

  @Test
  void merges_written_as_pairs_read_like_merges_written_as_strings(@TempDir Path folder)
      throws IOException {
    Path source = Project.bundledModel().resolve("tokenizer.json");
    var json = new ObjectMapper().readTree(source.toFile());
    var model = (com.fasterxml.jackson.databind.node.ObjectNode) json.get("model");
    var pairs = model.arrayNode();
    model
        .get("merges")
        .forEach(
            merge -> {
              var pair = pairs.addArray();
              for (String half : merge.asText().split(" ", 2)) {
                pair.add(half);
              }
            });
    model.set("merges", pairs);
    Path file = folder.resolve("tokenizer.json");
    new ObjectMapper().writeValue(file.toFile(), json);

    assertThat(TokenizerJson.read(file).toBytes()).isEqualTo(TokenizerJson.read(source).toBytes());
  }

  @Test
  void a_damaged_table_is_refused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("table.bin");
    byte[] whole = TokenizerJson.read(Project.bundledModel().resolve("tokenizer.json")).toBytes();
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> TokenizerTable.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cut short");
  }

  private static List<Row> rows() throws IOException {
    var json = new ObjectMapper();
    var rows = new ArrayList<Row>();
    List<String> lines = Files.readAllLines(Project.goldens("tokenizer.tsv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] columns = line.split("\t", -1);
      List<Integer> published = numbers(columns[1]);
      List<Integer> original = columns[2].isEmpty() ? published : numbers(columns[2]);
      rows.add(new Row(json.readValue(columns[0], String.class), published, original));
    }
    return rows;
  }

  private static List<Integer> ids(String text) {
    return Arrays.stream(tokenizer.encode(text)).boxed().toList();
  }

  private static List<Integer> numbers(String column) {
    return Arrays.stream(column.split(" ")).map(Integer::valueOf).toList();
  }
}
