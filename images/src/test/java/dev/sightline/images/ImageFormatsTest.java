package dev.sightline.images;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFormatsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cat.jpg",
        "cat.JPEG",
        "cat.jpe",
        "cat.jfif",
        "cat.png",
        "cat.gif",
        "cat.bmp",
        "cat.tif",
        "cat.TIFF",
        "cat.webp",
        "cat.HEIC",
        "cat.heif",
        "cat.hif",
        "cat.avif",
        "cat.jxl",
        "cat.CR2",
        "cat.CR3",
        "cat.ORF",
        "cat.PSD",
        "cat.psb",
        "cat.nef",
        "cat.arw",
        "cat.dng",
        "cat.pef",
        "cat.rw2",
        "cat.raf",
        "a/b.c/cat.jpg",
        "C:\\photos\\cat.jpg",
        "two.dots.png",
        " .jpg"
      })
  void a_readable_extension_promises_an_image(String name) {
    assertThat(ImageFormats.isImageName(name)).isTrue();
    assertThat(ImageFormats.isReadableName(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cat.svg", "cat.XCF", "cat.jp2", "cat.x3f", "cat.exr", "a/cat.ico"})
  void an_extension_of_another_image_format_is_an_image_name_too(String name) {
    assertThat(ImageFormats.isImageName(name)).isTrue();
    assertThat(ImageFormats.isReadableName(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "jpg",
        ".jpg",
        "photos/.jpg",
        "cat.jpg/notes",
        "cat.mov",
        "cat.mp4",
        "cat.jpg.txt",
        "cat.pdf",
        "cat."
      })
  void any_other_name_does_not(String name) {
    assertThat(ImageFormats.isImageName(name)).isFalse();
    assertThat(ImageFormats.isReadableName(name)).isFalse();
  }
}
