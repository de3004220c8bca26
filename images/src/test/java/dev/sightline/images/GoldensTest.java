package dev.sightline.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sightline.images.Goldens.Golden;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.pixels.Resampler;
import dev.sightline.images.pixels.Resampler.Filter;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.images.source.UnreadableImageException.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every golden image does what `testkit/goldens/images.json` says of it.
///
/// Measured: decoding and resampling equal the reference in every sample of every image, but for
/// the CMYK JPEG, which is 1 level off.
class GoldensTest {
  private static final Map<String, Reason> REASONS =
      Map.of(
          "truncated", Reason.TRUNCATED,
          "empty", Reason.EMPTY,
          "not-an-image", Reason.NOT_AN_IMAGE,
          "too-large", Reason.TOO_LARGE);
  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);

  static List<Golden> sound() {
    return Goldens.sound();
  }

  static List<Golden> smallerJpegs() {
    return sound().stream().filter(golden -> golden.hasReference("decoded")).toList();
  }

  static List<Golden> resampledInOtherWays() {
    return sound().stream().filter(golden -> golden.hasReference("squash-256")).toList();
  }

  static List<Golden> broken() {
    return Goldens.all().stream()
        .filter(golden -> !golden.isSound() && !golden.expected().equals("ok-or-unsupported"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("sound")
  void a_sound_image_is_decoded_upright(Golden golden) throws Exception {
    var decoded = decoder.decode(golden.source(), Integer.MAX_VALUE);

    var facts = decoded.facts();
    int orientation = golden.orientation() > 8 ? 1 : golden.orientation();
    assertThat(facts.format()).isEqualTo(golden.format().toLowerCase(Locale.ROOT));
    assertThat(facts.orientation()).isEqualTo(orientation);
    assertThat(facts.width()).isEqualTo(golden.uprightWidth());
    assertThat(facts.height()).isEqualTo(golden.uprightHeight());
    assertThat(decoded.pixels().width()).isEqualTo(golden.uprightWidth());
    assertThat(decoded.pixels().height()).isEqualTo(golden.uprightHeight());
  }

  @ParameterizedTest
  @MethodSource("broken")
  void a_broken_image_is_refused_with_its_reason(Golden golden) {
    var refusal =
        catchThrowableOfType(
            UnreadableImageException.class, () -> decoder.decode(golden.source(), 448));

    if (golden.expected().equals("unreadable")) {
      assertThat(refusal.reason()).isIn(Reason.CORRUPT, Reason.NOT_AN_IMAGE);
    } else {
      assertThat(refusal.reason()).isEqualTo(REASONS.get(golden.expected()));
    }
    assertThat(refusal).message().endsWith(".").doesNotContain("null");
  }

  /// 320 x 240, drawn by the same program as the others.
  @Test
  void the_avif_is_decoded_where_the_system_can() throws Exception {
    var golden = Goldens.named("picture.avif");
    SystemFormat.AVIF.assumeFound();

    var decoded = decoder.decode(golden.source(), Integer.MAX_VALUE);

    assertThat(decoded.facts().format()).isEqualTo("avif");
    assertThat(decoded.pixels().width()).isEqualTo(golden.uprightWidth());
    assertThat(decoded.pixels().height()).isEqualTo(golden.uprightHeight());
  }

  @ParameterizedTest
  @MethodSource("smallerJpegs")
  void decoding_at_full_size_equals_the_reference(Golden golden) throws Exception {
    var pixels = decoder.decode(golden.source(), Integer.MAX_VALUE).pixels();

    var reference = TestImages.read(golden.reference("decoded"));
    assertThat(TestImages.largestDifference(pixels, reference))
        .isLessThanOrEqualTo(tolerance(golden));
  }

  @ParameterizedTest
  @MethodSource("sound")
  void what_the_model_sees_equals_the_reference(Golden golden) throws Exception {
    var pixels = decoder.decode(golden.source(), Integer.MAX_VALUE).pixels();

    var reference = TestImages.read(golden.reference("bicubic-224"));
    var seen = fitAndCrop(pixels, 224, Filter.BICUBIC);
    // One level of the CMYK image can become two where the kernel overshoots.
    assertThat(TestImages.largestDifference(seen, reference))
        .isLessThanOrEqualTo(2 * tolerance(golden));
  }

  @ParameterizedTest
  @MethodSource("resampledInOtherWays")
  void bilinear_and_squashed_resampling_equal_the_reference(Golden golden) throws Exception {
    var pixels = decoder.decode(golden.source(), Integer.MAX_VALUE).pixels();

    var bilinear = TestImages.read(golden.reference("bilinear-256"));
    var squashed = TestImages.read(golden.reference("squash-256"));
    assertThat(TestImages.largestDifference(fitAndCrop(pixels, 256, Filter.BILINEAR), bilinear))
        .isZero();
    assertThat(
            TestImages.largestDifference(
                Resampler.resize(pixels, 256, 256, Filter.BICUBIC), squashed))
        .isZero();
  }

  @Test
  void the_references_above_are_there() {
    assertThat(sound()).hasSize(53).allMatch(golden -> golden.hasReference("bicubic-224"));
    assertThat(smallerJpegs()).hasSize(14);
    assertThat(resampledInOtherWays()).hasSize(12);
  }

  @Test
  void the_eight_orientations_are_one_image() throws Exception {
    var first = decoder.decode(Goldens.named("exif-1.jpg").source(), Integer.MAX_VALUE).pixels();
    for (int orientation = 2; orientation <= 8; orientation++) {
      var other =
          decoder
              .decode(Goldens.named("exif-" + orientation + ".jpg").source(), Integer.MAX_VALUE)
              .pixels();

      // Each was turned before it was compressed, so they differ by up to 4.5 levels in the
      // reference too; wrong turns differ by more than 50.
      assertThat(TestImages.meanDifference(first, other)).as("exif-%d", orientation).isLessThan(5);
    }
  }

  private static int tolerance(Golden golden) {
    return golden.name().equals("cmyk.jpg") ? 1 : 0;
  }

  /// Short side to `side`, then the middle; an odd margin rounds half to even.
  private static Pixels fitAndCrop(Pixels pixels, int side, Filter filter) {
    int shortSide = pixels.shortSide();
    int longSide = Math.max(pixels.width(), pixels.height());
    int longer = (int) ((long) side * longSide / shortSide);
    var fitted =
        pixels.width() <= pixels.height()
            ? Resampler.resize(pixels, side, longer, filter)
            : Resampler.resize(pixels, longer, side, filter);
    int left = (int) Math.rint((fitted.width() - side) / 2.0);
    int top = (int) Math.rint((fitted.height() - side) / 2.0);
    byte[] rgb = new byte[side * side * Pixels.CHANNELS];
    int row = side * Pixels.CHANNELS;
    for (int y = 0; y < side; y++) {
      int from = ((top + y) * fitted.width() + left) * Pixels.CHANNELS;
      System.arraycopy(fitted.rgb(), from, rgb, y * row, row);
    }
    return new Pixels(side, side, rgb);
  }
}
