package dev.sightline.indexer.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.indexer.walk.TakeoutNames.Candidate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Names of JSON files in a Google Takeout. Names are in small letters.
class TakeoutNamesTest {
  @ParameterizedTest
  @CsvSource({
    "img_1.jpg, img_1.jpg.json",
    "img_1.jpg, img_1.jpg.supplemental-metadata.json",
    "img_20190311_081502_burst01.jpg, img_20190311_081502_burst01.jpg.supplemental-m.json",
    "a_name_of_thirty_and_five_chars.jpg, a_name_of_thirty_and_five_chars.jpg.s.json",
    "img(1).jpg, img.jpg(1).json",
    "img(1).jpg, img.jpg.supplemental-metadata(1).json",
    "img(12).jpg, img(12).jpg.json",
    "img_1-edited.jpg, img_1.jpg.json",
    "img_1-edited(1).jpg, img_1.jpg.supplemental-metadata(1).json",
    "img_1-bearbeitet.jpg, img_1.jpg.json",
    "img_1-edited.jpg, img_1-edited.jpg.json"
  })
  void a_name_that_holds_the_photo_s_is_certain(String image, String json) {
    assertThat(TakeoutNames.of(image)).contains(new Candidate(json, true));
  }

  @ParameterizedTest
  @CsvSource({
    "a_name_of_more_than_forty_six_characters_000001.jpg,"
        + " a_name_of_more_than_forty_six_characters_00000.json",
    "a_name_of_more_than_forty_six_characters_000001.jpg,"
        + " a_name_of_more_than_forty_six_characters_00000(1).json"
  })
  void a_name_that_was_cut_needs_a_title(String image, String json) {
    assertThat(json.replaceAll("(\\(1\\))?\\.json", "")).hasSize(46);
    assertThat(TakeoutNames.of(image)).contains(new Candidate(json, false));
  }

  @ParameterizedTest
  @CsvSource({
    "img_1.jpg, IMG_1.JPG, true",
    "img_1.jpg, img_2.jpg, false",
    "a_b_c.jpg, a&b?c.jpg, true",
    "a_name_of_more_than_forty_six_characters_000001.jpg,"
        + " a_name_of_more_than_forty_six_characters_000001 and more.jpg, true",
    "a_name_of_more_than_forty_six_characters_000001.jpg,"
        + " a_name_of_more_than_forty_six_characters_000002.jpg, false"
  })
  void a_title_is_the_name_before_it_was_cut(String image, String title, boolean same) {
    assertThat(TakeoutNames.isTitleOf(title, image)).isEqualTo(same);
  }
}
