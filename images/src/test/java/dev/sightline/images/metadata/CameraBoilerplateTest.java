package dev.sightline.images.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts of cameras and texts of people.
class CameraBoilerplateTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "OLYMPUS DIGITAL CAMERA",
        "MINOLTA DIGITAL CAMERA",
        "KONICA MINOLTA DIGITAL CAMERA",
        "KODAK Digital Still Camera",
        "SONY DSC",
        "DCIM\\100GOPRO",
        "DCIM\\100MEDIA\\DJI_0012.JPG",
        "Processed with VSCO with a6 preset",
        "SAMSUNG CAMERA PICTURES",
        "<Digimax S500 / Kenox S500 / Digimax Cyber 530>",
        "<KENOX S630  / Samsung S630>",
        "Exif_JPEG_PICTURE",
        "JPEG_PICTURE",
        "EPSON DSC Picture",
        "Digital Camera",
        "Default",
        "Untitled",
        "charset=Ascii",
        "Created with GIMP",
        "File written by Adobe Photoshop 4.0",
        "LEAD Technologies Inc. V1.01",
        "---",
        "..."
      })
  void what_a_camera_or_program_wrote_is_left_out(String text) {
    assertThat(CameraBoilerplate.without(Optional.of(text))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Waves crashing on a zeppelin",
        "My new Olympus digital camera on the table",
        "Taken on the beach at Nice",
        "Photo of a picture",
        "Sony building in Tokyo",
        "Samsung factory",
        "A",
        "2019",
        "猫"
      })
  void what_a_person_wrote_stays(String text) {
    assertThat(CameraBoilerplate.without(Optional.of(text))).contains(text);
  }
}
