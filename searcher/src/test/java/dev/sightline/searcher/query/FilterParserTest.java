package dev.sightline.searcher.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sightline.searcher.query.Condition.DateSpan;
import dev.sightline.searcher.query.Condition.Dates;
import dev.sightline.searcher.query.Condition.Near;
import dev.sightline.searcher.query.Condition.NumberField;
import dev.sightline.searcher.query.Condition.NumberRange;
import dev.sightline.searcher.query.Condition.Numbers;
import dev.sightline.searcher.query.Condition.TextField;
import dev.sightline.searcher.query.Condition.Texts;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTest {
  private static Condition condition(String query) {
    return filter(query).condition();
  }

  private static Query.Filter filter(String query) {
    return QueryParser.parse(query).filters().getFirst();
  }

  private static DateSpan span(String query) {
    return ((Dates) condition(query)).spans().getFirst();
  }

  private static DateSpan between(String from, String until) {
    return new DateSpan.Between(
        LocalDate.parse(from).atStartOfDay(), LocalDate.parse(until).atStartOfDay());
  }

  @ParameterizedTest
  @CsvSource({
    "date:2021, 2021-01-01, 2022-01-01",
    "date:2020-05, 2020-05-01, 2020-06-01",
    "date:2020-2-29, 2020-02-29, 2020-03-01",
    "date:2019..2021, 2019-01-01, 2022-01-01",
    "date:2019-12..2020-01-05, 2019-12-01, 2020-01-06",
    "after:2021, 2021-01-01, +10000-01-01",
    "after:2021-07, 2021-07-01, +10000-01-01",
    "before:2021-07-03, 0000-01-01, 2021-07-03",
    "date:2019.., 2019-01-01, +10000-01-01",
    "date:..2019-03, 0000-01-01, 2019-04-01",
  })
  void a_date_is_a_span_of_time(String query, String from, String until) {
    assertThat(span(query)).isEqualTo(between(from, until));
  }

  @Test
  void parts_of_a_date_may_be_left_open() {
    assertThat(span("date:*-12-25"))
        .isEqualTo(
            new DateSpan.Recurring(OptionalInt.empty(), OptionalInt.of(12), OptionalInt.of(25)));
    assertThat(span("date:*-02"))
        .isEqualTo(
            new DateSpan.Recurring(OptionalInt.empty(), OptionalInt.of(2), OptionalInt.empty()));
    assertThat(span("date:2020-*-31"))
        .isEqualTo(
            new DateSpan.Recurring(OptionalInt.of(2020), OptionalInt.empty(), OptionalInt.of(31)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "width:4000 | 4000 | 4000",
        "width:>=4000 | 4000 | Infinity",
        "height:1000..2000 | 1000 | 2000",
        "height:..2000px | -Infinity | 2000",
        "size:1MB..2.5MB | 1000000 | 2500000",
        "size:<=1KiB | -Infinity | 1024",
        "size:5MB | 4500000 | 5500000",
        "size:5000000 | 5000000 | 5000000",
        "rating:>=4 | 4 | Infinity",
        "rating:<3 | 0 | 2.9999999999999996",
        "rating:..3 | 0 | 3",
        "rating:<=0 | 0 | 0",
        "rating:-1 | -1 | -1",
        "rating:rejected | -1 | -1",
        "focal:24..70mm | 24 | 70",
      })
  void a_number_has_bounds_that_are_both_included(String query, double from, double to) {
    assertThat(((Numbers) condition(query)).ranges()).containsExactly(new NumberRange(from, to));
  }

  @Test
  void greater_and_less_leave_the_number_itself_out() {
    NumberRange greater = ((Numbers) condition("size:>5MB")).ranges().getFirst();
    NumberRange less = ((Numbers) condition("iso:<400")).ranges().getFirst();

    assertThat(greater.from()).isGreaterThan(5e6).isLessThan(5e6 + 1);
    assertThat(less.to()).isLessThan(400).isGreaterThan(399.9);
  }

  @Test
  void minus_zero_is_zero() {
    for (String zero : List.of("f:..-0", "f:-0..0", "near:-0,-0.0,1km")) {
      assertThat(condition(zero)).isEqualTo(condition(zero.replace("-0", "0")));
    }
  }

  @Test
  void values_with_commas_between_them_and_in_quotes_are_alternatives() {
    assertThat(filter("-camera:nikon,\"Canon EOS, R5\",leica"))
        .isEqualTo(
            new Query.Filter(
                new Texts(TextField.CAMERA, List.of("nikon", "Canon EOS, R5", "leica")), true));
    assertThat(condition("ext:.JPG,heic"))
        .isEqualTo(new Texts(TextField.EXT, List.of("jpg", "heic")));
    assertThat(condition("rating:1,5"))
        .isEqualTo(
            new Numbers(NumberField.RATING, List.of(new NumberRange(1, 1), new NumberRange(5, 5))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "near:48.85,2.35,5km | 48.85 | 2.35 | 5000",
        "near:-33.8,151.2,300m | -33.8 | 151.2 | 300",
        "near:0,0,2 | 0 | 0 | 2000",
        "near:40,-74,1mi | 40 | -74 | 1609.344",
      })
  void a_place_has_a_distance(String query, double latitude, double longitude, double metres) {
    assertThat(condition(query)).isEqualTo(new Near(latitude, longitude, metres));
  }

  @Test
  void the_last_order_counts() {
    assertThat(QueryParser.parse("beach sort:name sort:-date").order())
        .contains(Query.SortOrder.NEWEST);
    assertThat(QueryParser.parse("beach").order()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "date:yesterday | 5 | At character 6: this is no date, read 'yesterday'; write 2021,"
            + " 2021-07, 2021-07-03, 2019..2021 or *-12-25.",
        "date:2021-02-30 | 5 | At character 6: there is no such date, read '2021-02-30'; write"
            + " 2021, 2021-07, 2021-07-03, 2019..2021 or *-12-25.",
        "date:2021-13 | 5 | At character 6: there is no such date, read '2021-13'; write 2021,"
            + " 2021-07, 2021-07-03, 2019..2021 or *-12-25.",
        "date:2021..2019 | 5 | At character 6: a range goes from the earlier date to the later,"
            + " read '2021..2019'; write 2021, 2021-07, 2021-07-03, 2019..2021 or *-12-25.",
        "date:*-*-* | 5 | At character 6: this date leaves everything open, read '*-*-*'; write"
            + " 2021, 2021-07, 2021-07-03, 2019..2021 or *-12-25.",
        "after:2019..2021 | 6 | At character 7: a range belongs to date: and has at least one end,"
            + " read '2019..2021'; write 2021, 2021-07, 2021-07-03, 2019..2021 or *-12-25.",
        "a width:wide | 8 | At character 9: 'width:' takes a number, read 'wide'; as in"
            + " width:>=4000 or width:1000..2000.",
        "width:2000..1000 | 6 | At character 7: a range goes from the smaller to the larger, read"
            + " '2000..1000'; as in width:1000..2000.",
        "size:5parsecs | 5 | At character 6: 'parsecs' is no unit of size, read '5parsecs'; use KB,"
            + " MB, GB or KiB, MiB.",
        "iso:100mm | 4 | At character 5: 'iso:' has no unit 'mm', read '100mm'; write the number"
            + " alone.",
        "near:48.85,2.35 | 5 | At character 6: 'near:' takes latitude, longitude and distance, read"
            + " '48.85'; as in near:48.85,2.35,5km.",
        "near:91,0,5km | 5 | At character 6: a latitude is -90 to 90 degrees and a longitude -180"
            + " to 180, read '91'; as in near:48.85,2.35,5km.",
        "near:1,2,0km | 9 | At character 10: a distance is up to 20,040 km, in m, km or mi, read"
            + " '0km'; as in near:48.85,2.35,5km.",
        "has:gpx | 4 | At character 5: 'has:' takes camera, caption, date, duplicates, gps, read"
            + " 'gpx'; did you mean 'gps'?",
        "orientation:landscap | 12 | At character 13: 'orientation:' takes landscape, portrait,"
            + " square, read 'landscap'; did you mean 'landscape'?",
        "sort:datum | 5 | At character 6: 'sort:' takes relevance, date, -date, name, size,"
            + " diverse, read 'datum'. Did you mean 'date'?",
        "camera: | 0 | At character 1: 'camera:' needs a value right after it.",
        "camera:a,,b | 0 | At character 1: 'camera:' needs a value right after it, and after each"
            + " comma.",
        "camera:\"a\"b | 10 | At character 11: after a quoted value comes a comma or a space.",
        "-sort:date | 0 | At character 1: 'sort:' cannot be turned round.",
        "camra:x | 0 | At character 1: there is no field 'camra:'. Did you mean 'camera:'? For its"
            + " words, quote them: \"camra:x\".",
      })
  void what_is_wrong_is_told_with_its_place_and_the_way_out(
      String query, int position, String message) {
    var refusal = catchThrowableOfType(QueryException.class, () -> QueryParser.parse(query));

    assertThat(refusal).as(query).hasMessage(message);
    assertThat(refusal.position()).as(query).isEqualTo(position);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dog date:2019..2021 -camera:nikon,\"Canon EOS\" in:2020/holiday",
        "date:0000..9999 before:0000 after:9999-12-31 date:*-12-25,2020-*-31",
        "size:>5MB width:<=4000 iso:<400 f:2.8 rating:3..5 focal:..50",
        "near:-33.8,151.2,5km has:gps,date -has:caption orientation:square ext:jpg",
        "name:IMG_12* name:\"birth day\" caption:a,b tag:family concept:oma label:\"a dog\"",
        "like:a.jpg^0.5 -\"cat\" sort:-date min:0.25",
      })
  void a_query_that_is_printed_parses_to_itself(String query) {
    Query parsed = QueryParser.parse(query);

    assertThat(QueryParser.parse(QueryPrinter.print(parsed))).isEqualTo(parsed);
  }
}
