package dev.sightline.library.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names of files with and without a date.
class FileNameDateTest {
  @ParameterizedTest
  @CsvSource({
    "IMG_20190311_081502.jpg, 2019-03-11T08:15:02",
    "IMG_20190311_081502_1.jpg, 2019-03-11T08:15:02",
    "IMG_20190311_081502~2.jpg, 2019-03-11T08:15:02",
    "PXL_20221231_235959123.jpg, 2022-12-31T23:59:59",
    "PXL_20221231_235959123.MP.jpg, 2022-12-31T23:59:59",
    "MVIMG_20190311_081502.jpg, 2019-03-11T08:15:02",
    "VID_20190311_081502.jpg, 2019-03-11T08:15:02",
    "Screenshot_20210315-120102.png, 2021-03-15T12:01:02",
    "Screenshot_20210315-120102_Chrome.png, 2021-03-15T12:01:02",
    "Screenshot_2021-03-15-12-01-02-123_com.app.png, 2021-03-15T12:01:02",
    "Screenshot 2021-03-15 at 12.01.02.png, 2021-03-15T12:01:02",
    "Screenshot 2021-03-15 at 1.01.02 PM.png, 2021-03-15T13:01:02",
    "Screen Shot 2021-03-15 at 12.01.02 AM.png, 2021-03-15T00:01:02",
    "Bildschirmfoto 2021-03-15 um 12.01.02.png, 2021-03-15T12:01:02",
    "IMG-20200101-WA0001.jpg, 2020-01-01T00:00:00",
    "WhatsApp Image 2019-08-31 at 15.41.14.jpeg, 2019-08-31T15:41:14",
    "WhatsApp Image 2019-08-31 at 15.41.14 (1).jpeg, 2019-08-31T15:41:14",
    "2017-08-09 10.11.12.jpg, 2017-08-09T10:11:12",
    "2017-08-09 10.11.12-1.jpg, 2017-08-09T10:11:12",
    "2017-08-09_10-11-12.jpg, 2017-08-09T10:11:12",
    "2017-08-09T10:11:12.jpg, 2017-08-09T10:11:12",
    "2017_08_09_10_11_12.jpg, 2017-08-09T10:11:12",
    "20180704_101112.jpg, 2018-07-04T10:11:12",
    "20180704101112.jpg, 2018-07-04T10:11:12",
    "signal-2020-10-10-101112.jpg, 2020-10-10T10:11:12",
    "signal-2020-10-10-10-11-12-345.jpg, 2020-10-10T10:11:12",
    "photo_2021-05-01_10-20-30.jpg, 2021-05-01T10:20:30",
    "WP_20140803_001.jpg, 2014-08-03T00:00:00",
    "WP_20140803_12_34_56_Pro.jpg, 2014-08-03T12:34:56",
    "holiday 2016-07-01.jpg, 2016-07-01T00:00:00",
    "2016-07-01.jpg, 2016-07-01T00:00:00",
    "20160701 birthday.jpg, 2016-07-01T00:00:00",
    "20160701-2.jpg, 2016-07-01T00:00:00",
    "IMG_20190311_999999.jpg, 2019-03-11T00:00:00",
    "2017-08-09 99.jpg, 2017-08-09T00:00:00"
  })
  void a_date_of_a_phone_or_program_is_found(String name, LocalDateTime date) {
    assertThat(FileNameDate.of(name)).contains(date);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DSC_20190311.jpg",
        "DSC_0001.jpg",
        "IMG_1234.jpg",
        "IMG_20191345_081502.jpg",
        "IMG_20190231.jpg",
        "20191345_081502.jpg",
        "201903110815.jpg",
        "4920190311.jpg",
        "+49 2019031 1234.jpg",
        "FB_IMG_1558901234567.jpg",
        "P1020304.jpg",
        "20190311123.jpg",
        "20190311 4915112345678.jpg",
        "photo 1920x1080.jpg",
        "2019.jpg",
        "18991231_101112.jpg",
        "21990101_101112.jpg",
        "1.2019-03-111.jpg",
        "cat.jpg",
        ""
      })
  void a_number_that_is_no_date_is_none(String name) {
    assertThat(FileNameDate.of(name)).isEmpty();
  }
}
