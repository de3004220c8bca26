package dev.sightline.images.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The spellings of dates in metadata.
class MetadataDateTest {
  @ParameterizedTest
  @CsvSource({
    "2011:07:03 18:22:10, 2011-07-03T18:22:10, ",
    "2011-07-03 18:22:10, 2011-07-03T18:22:10, ",
    "2011/07/03 18:22:10, 2011-07-03T18:22:10, ",
    "2011.07.03 18.22.10, 2011-07-03T18:22:10, ",
    "2011-07-03T18:22:10, 2011-07-03T18:22:10, ",
    "2011-07-03T18:22, 2011-07-03T18:22:00, ",
    "2011:07:03, 2011-07-03T00:00:00, ",
    "2000-01-01, 2000-01-01T00:00:00, ",
    "2019: 7: 1  9:05:03, 2019-07-01T09:05:03, ",
    "2025:01:14 18:31:30Z, 2025-01-14T18:31:30, Z",
    "2025:01:14 18:31:30+0000, 2025-01-14T18:31:30, Z",
    "2025:01:14 18:31:30 UTC, 2025-01-14T18:31:30, Z",
    "2019-07-21T23:59:59.99-05:30, 2019-07-21T23:59:59, -05:30",
    "2019:07:21 23:59:59.123456+02, 2019-07-21T23:59:59, +02:00",
    "2019:07:21 11:59:59 PM, 2019-07-21T23:59:59, ",
    "20110703 182210+0200, 2011-07-03T18:22:10, +02:00",
    "20110703, 2011-07-03T00:00:00, ",
    "1987-06, 1987-06-01T00:00:00, ",
    "1987, 1987-01-01T00:00:00, "
  })
  void a_date_is_read_in_every_spelling(String text, LocalDateTime local, String offset) {
    MetadataDate date = MetadataDate.parse(text).orElseThrow();

    assertThat(date.local()).isEqualTo(local);
    assertThat(date.offset().map(Object::toString).orElse(null)).isEqualTo(offset);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0000:00:00 00:00:00",
        "    :  :     :  :  ",
        "1970:01:01 00:00:00",
        "1970-01-01T01:00:00",
        "1980:01:01 00:00:00",
        "1904:01:01 00:00:00",
        "2000:01:01 00:00:00",
        "2002:12:08 12:00:00",
        "12345:01:01 00:00:00",
        "2011:13:03 18:22:10",
        "2023:02:29 10:00:00",
        "2011:07:03 25:00:00",
        "201107031",
        "0001:01:01 00:00:00",
        "yesterday"
      })
  void a_placeholder_or_no_date_is_absent(String text) {
    assertThat(MetadataDate.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2000:01:01 00:00:01", "2002:12:08 12:00:01", "1980:01:01 08:00:00"})
  void a_photo_of_a_placeholder_s_day_keeps_its_date(String text) {
    assertThat(MetadataDate.parse(text)).isPresent();
  }
}
