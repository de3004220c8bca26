package dev.sightline.images.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.TestImages;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.images.source.UnreadableImageException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatSnifferTest {
  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);

  @ParameterizedTest
  @CsvSource({
    "\\0\\0\\0\\x0CjP  \\r\\n\\x87\\n, JPEG 2000",
    "II+\\0, BigTIFF",
  })
  void a_format_known_but_not_read_is_named(String start, String format) {
    var refusal = refusal(bytes(start));

    assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED);
    assertThat(refusal)
        .hasMessage("This is an image in the format " + format + ", which is not supported.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "<?xml version='1.0'?>\n<!-- a drawing -->\n<!DOCTYPE svg>\n<svg width='4'/>",
        "\\xEF\\xBB\\xBF <svg:svg xmlns:svg='http://www.w3.org/2000/svg'>"
      })
  void a_drawing_is_refused_with_the_way_out(String start) {
    var refusal = refusal(bytes(start));

    assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED);
    assertThat(refusal).hasMessage("This is an SVG, a drawing and not pixels: export it as PNG.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html><svg></svg></html>",
        "BMW, a car maker's name at the start",
        "x",
        "GIF8",
        "%PDF-1.7",
        "RIFF\\0\\0\\0\\0WAVE",
        "\\0\\0\\0\\x18ftypmp42"
      })
  void anything_else_is_not_an_image(String start) {
    var refusal = refusal(bytes(start));

    assertThat(refusal.reason()).isEqualTo(Reason.NOT_AN_IMAGE);
    assertThat(refusal)
        .hasMessage(
            "The bytes are not an image: expected a JPEG, PNG, GIF, BMP, TIFF, WebP, HEIC, AVIF,"
                + " JPEG XL or camera raw header.");
  }

  @Test
  void the_name_does_not_matter() throws Exception {
    byte[] png = TestImages.encode(TestImages.random(5, 4, 1), "png");

    var decoded = decoder.decode(ImageSource.ofBytes("holiday.tiff", png), 448);

    assertThat(decoded.facts().format()).isEqualTo("png");
  }

  private UnreadableImageException refusal(byte[] file) {
    return catchThrowableOfType(
        UnreadableImageException.class,
        () -> decoder.decode(ImageSource.ofBytes("file", file), 448));
  }

  /// Reads `\0`, `\n`, `\r` and `\xHH`.
  private static byte[] bytes(String escaped) {
    return Pattern.compile("\\\\(0|n|r|x..)")
        .matcher(escaped)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    switch (escape.group(1)) {
                      case "0" -> "\0";
                      case "n" -> "\n";
                      case "r" -> "\r";
                      default ->
                          Character.toString(Integer.parseInt(escape.group(1).substring(1), 16));
                    }))
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
