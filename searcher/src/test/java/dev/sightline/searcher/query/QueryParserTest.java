package dev.sightline.searcher.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sightline.searcher.query.Query.Clause;
import dev.sightline.searcher.query.Query.Cut;
import dev.sightline.searcher.query.Query.Like;
import dev.sightline.searcher.query.Query.Text;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "\u00a0\u3000", "\u0000", "\u0000 \u0007"})
  void nothing_to_see_is_the_query_that_lists_the_library(String text) {
    assertParsed(text);
  }

  @Test
  void plain_words_are_one_sentence() {
    assertParsed("a dog on\t a\u00a0beach ", text("a dog on a beach", 1));
  }

  @Test
  void plain_words_are_gathered_in_front_of_the_other_clauses() {
    assertParsed(
        "a \"red car\" dog -cat here",
        text("a dog here", 1),
        text("red car", 1),
        text("cat", -0.5));
  }

  @Test
  void quoted_words_are_a_sentence_of_their_own_exactly_as_written() {
    assertParsed("\"note: to  self\"", text("note: to  self", 1));
    assertParsed("\"a\"\"b\"", text("a", 1), text("b", 1));
    assertParsed("\"-not a minus ^2\"", text("-not a minus ^2", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"12:30", "f1:8", ":", ":)", "a-b:c", "16:9"})
  void what_has_more_than_letters_before_its_colon_is_words(String word) {
    assertParsed("at " + word, text("at " + word, 1));
  }

  @Test
  void a_dash_pushes_away_what_follows_it() {
    assertParsed("beach -people", text("beach", 1), text("people", -0.5));
    assertParsed("-\"two people\"", text("two people", -0.5));
    assertParsed("-like:a.jpg", new Like("a.jpg", -0.5));
    assertParsed("well-known", text("well-known", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "--", "--all", "---", "a - b", "- \u00a0", "-- -"})
  void a_dash_alone_and_two_dashes_are_words(String text) {
    assertParsed(text, text(text.strip().replace("\u00a0", "").strip(), 1));
  }

  @Test
  void a_caret_weighs_what_stands_before_it() {
    assertParsed("\"sunset\"^2 like:a.jpg^0.5", text("sunset", 2), new Like("a.jpg", 0.5));
    assertParsed("a sunset^2", text("a sunset", 2));
    assertParsed("-people^2", text("people", -2));
    assertParsed("-\"two people\"^.25", text("two people", -0.25));
    assertParsed("-like:\"a b.jpg\"^+3", new Like("a b.jpg", -3));
    assertParsed("dog^1000 \"cat\"^0.001", text("dog", 1000), text("cat", 0.001));
    assertParsed("a^2 dog^2.0", text("a dog", 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"^_^", "^2", "cat^", "cat^dog", "^", "a^^"})
  void a_caret_without_a_number_after_it_or_a_word_before_it_is_words(String word) {
    assertParsed(word, text(word, 1));
  }

  @Test
  void of_several_carets_the_last_one_weighs() {
    assertParsed("2^3^4", text("2^3", 4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cat^0         | 4  | 0
          cat^0.0009    | 4  | 0.0009
          cat^1000.1    | 4  | 1000.1
          cat^-1        | 4  | -1
          cat^1e5       | 4  | 1e5
          cat^2f        | 4  | 2f
          cat^0x10      | 4  | 0x10
          cat^2nd       | 4  | 2nd
          cat^1.2.3     | 4  | 1.2.3
          cat^.         | 4  | .
          a cat^0       | 6  | 0
          -cat^0        | 5  | 0
          "cat"^        | 6  | ''
          "cat"^x       | 6  | x
          -"cat"^NaN    | 7  | NaN
          like:cat^0    | 9  | 0
          -like:cat^0   | 10 | 0
          like:"cat"^0  | 11 | 0
          """)
  void a_weight_that_is_no_number_in_range_is_an_error_at_the_weight(
      String query, int position, String read) {
    assertRefused(
        query,
        position,
        "At character %d: a weight is a number from 0.001 to 1000, read '%s'. To push away, put - in front."
            .formatted(position + 1, read));
  }

  @Test
  void plain_words_cannot_have_two_weights() {
    assertRefused(
        "dog^2 beach^3",
        6,
        "At character 7: plain words are one sentence with one weight. To weigh them apart, quote"
            + " each part, as in \"a dog\"^2 \"a beach\".");
  }

  @Test
  void like_takes_a_file_or_an_id() {
    assertParsed("like:a.jpg", new Like("a.jpg", 1));
    assertParsed("like:\"a b.jpg\"", new Like("a b.jpg", 1));
    assertParsed("like:C:\\photos\\a.jpg", new Like("C:\\photos\\a.jpg", 1));
    assertParsed("like:\"a^2.jpg\"", new Like("a^2.jpg", 1));
    assertParsed("a like:1 like:2", text("a", 1), new Like("1", 1), new Like("2", 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          like:         | 0
          like: a.jpg   | 0
          a like:       | 2
          -like:        | 0
          like:""       | 0
          like:""^2     | 0
          """)
  void like_alone_is_an_error(String query, int position) {
    assertRefused(
        query,
        position,
        "At character %d: 'like:' needs a file or an id right after it.".formatted(position + 1));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,1", "0.5,0.5", ".25,0.25", "1.,1", "0.0,0"})
  void min_takes_a_confidence(String read, double confidence) {
    assertParsed("min:" + read, new Cut(confidence));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.01", "-0.5", "half", "NaN", "0.5f", "\"0.5\"", "0.5^2", "50%"})
  void min_of_anything_else_is_an_error_at_the_value(String read) {
    assertRefused(
        "a min:" + read,
        6,
        "At character 7: 'min:' takes a confidence from 0 to 1, read '%s'.".formatted(read));
  }

  @Test
  void min_cannot_be_turned_round() {
    assertRefused("a -min:0.5", 2, "At character 3: 'min:' cannot be turned round.");
  }

  @Test
  void the_last_cut_counts_so_that_one_can_be_added() {
    assertThat(QueryParser.parse("dog min:0.7 min:0").cut()).hasValue(0);
    assertThat(QueryParser.parse("dog min:0.7").and(new Cut(0.1)).cut()).hasValue(0.1);
    assertThat(QueryParser.parse("dog").cut()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          befor:2021        | 0 | befor | before | befor:2021
          a liek:x          | 2 | liek  | like   | liek:x
          LIKE:x            | 0 | LIKE  | like   | LIKE:x
          -Camra:nikon      | 0 | Camra | camera | -Camra:nikon
          mni:0.5           | 0 | mni   | min    | mni:0.5
          lable:"a dog"     | 0 | lable | label  | lable:a dog
          Mission: Impossible   | 0 | Mission | caption | Mission: Impossible
          the Film: one two after:2000 | 4 | Film | f | Film: one two
          dog Film: one -cat  | 4 | Film | f | Film: one
          """)
  void an_unknown_field_is_an_error_with_the_nearest_field(
      String query, int position, String field, String nearest, String quoted) {
    assertRefused(
        query,
        position,
        "At character %d: there is no field '%s:'. Did you mean '%s:'? For its words, quote them: \"%s\"."
            .formatted(position + 1, field, nearest, quoted));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          in:"quote\\"q"          | quote"q
          in:"back\\slash"        | back\\slash
          in:"C:\\Photos\\"      | C:\\Photos\\
          in:"C:\\Photos\\\\"    | C:\\Photos\\
          in:"a\\\\\\"b"         | a\\"b
          in:"\\\\nas\\photos"   | \\\\nas\\photos
          """)
  void quotation_marks_and_backslashes_stand_in_quoted_values(String query, String value) {
    var filter = QueryParser.parse(query).filters().getFirst();

    assertThat(filter.condition())
        .isEqualTo(new Condition.Texts(Condition.TextField.IN, List.of(value)));
    assertThat(QueryParser.parse(QueryPrinter.print(filter)).filters().getFirst())
        .isEqualTo(filter);
  }

  @Test
  void decomposed_words_and_values_are_composed() {
    var query = QueryParser.parse("cre\u0300me \"bru\u0302le\u0301e\" in:Ma\u0301laga");

    assertThat(query.meanings())
        .extracting(it -> ((Query.Text) it).sentence())
        .containsExactlyInAnyOrder("crème", "brûlée");
    assertThat(query.filters().getFirst().condition())
        .isEqualTo(new Condition.Texts(Condition.TextField.IN, List.of("Málaga")));
  }

  @Test
  void letters_of_any_alphabet_make_a_field() {
    assertThatThrownBy(() -> QueryParser.parse("été:2021"))
        .isInstanceOf(QueryException.class)
        .hasMessageStartingWith("At character 1: there is no field 'été:'.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "             | 0
          "a dog        | 0
          a "dog        | 2
          -"a           | 1
          "a" "b        | 4
          like:"a b     | 5
          """)
  void a_quotation_mark_that_is_never_closed_is_an_error(String query, int position) {
    assertRefused(
        query,
        position,
        "At character %d: the quotation mark is never closed.".formatted(position + 1));
  }

  @Test
  void a_quotation_mark_inside_a_word_belongs_to_it() {
    assertParsed("5\" nails", text("5\" nails", 1));
    assertParsed("-5\"", text("5\"", -0.5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ""        | 0
          a "  "    | 2
          -""       | 0
          a -"\t"   | 2
          """)
  void quotation_marks_around_nothing_are_an_error(String query, int position) {
    assertRefused(
        query,
        position,
        "At character %d: there are no words to search for.".formatted(position + 1));
  }

  @Test
  void control_characters_alone_are_passed_over_and_cannot_be_pushed_away() {
    assertParsed("a \u0001 dog", text("a dog", 1));
    assertRefused("a -\u0001", 2, "At character 3: there are no words to search for.");
    assertRefused("\"\u0001\"", 0, "At character 1: there are no words to search for.");
  }

  @Test
  void emoji_and_other_scripts_are_words() {
    assertParsed("😀 -🐕‍🦺^2 猫", text("😀 猫", 1), text("🐕‍🦺", -2));
  }

  @Test
  void a_thousand_characters_are_read_and_one_more_is_not() {
    assertParsed("a".repeat(1000), text("a".repeat(1000), 1));
    assertRefused(
        "a".repeat(1001),
        1000,
        "The query has 1,001 characters; at most 1,000 are read. Say it shorter.");
  }

  @Test
  void thirty_two_clauses_are_read_and_one_more_is_not() {
    assertThat(QueryParser.parse("word " + "-x ".repeat(31)).clauses()).hasSize(32);
    assertThat(QueryParser.parse("many words are one clause ".repeat(9)).clauses()).hasSize(1);
    assertRefused("-x ".repeat(33), 96, "The query has more than 32 clauses.");
    assertRefused("-x ".repeat(32) + "word", 96, "The query has more than 32 clauses.");
    assertRefused("word " + "-x ".repeat(32), 98, "The query has more than 32 clauses.");
  }

  @Test
  void clauses_check_themselves() {
    assertThatThrownBy(() -> new Text(" ", 1))
        .hasMessage("a sentence of nothing cannot be searched for");
    assertThatThrownBy(() -> new Text("a", 0))
        .hasMessage("a weight is a number other than 0, got 0.0");
    assertThatThrownBy(() -> new Like("a", Double.NaN))
        .hasMessage("a weight is a number other than 0, got NaN");
    assertThatThrownBy(() -> new Like("", 1)).hasMessage("like: needs a file or an id");
    assertThatThrownBy(() -> new Cut(1.5)).hasMessage("a confidence is 0 to 1, got 1.5");
  }

  private static Text text(String sentence, double weight) {
    return new Text(sentence, weight);
  }

  private static void assertParsed(String text, Clause... clauses) {
    assertThat(QueryParser.parse(text).clauses()).as(text).containsExactly(clauses);
  }

  private static void assertRefused(String query, int position, String message) {
    var refusal = catchThrowableOfType(QueryException.class, () -> QueryParser.parse(query));
    assertThat(refusal).as(query).hasMessage(message);
    assertThat(refusal.position()).as(query).isEqualTo(position);
  }
}
