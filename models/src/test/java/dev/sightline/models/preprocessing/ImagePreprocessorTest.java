package dev.sightline.models.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.pixels.Resampler;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the model sees, pixel for pixel, against Pillow.
class ImagePreprocessorTest {
  private static final List<Double> ZERO = List.of(0.0, 0.0, 0.0);
  private static final List<Double> ONE = List.of(1.0, 1.0, 1.0);

  private static final ImagePreprocessor BICUBIC_224 =
      preprocessor(
          224, new Preprocessing.Resize.ShortestEdgeThenCrop(224), Resampler.Filter.BICUBIC);
  private static final ImagePreprocessor BILINEAR_256 =
      preprocessor(
          256, new Preprocessing.Resize.ShortestEdgeThenCrop(256), Resampler.Filter.BILINEAR);
  private static final ImagePreprocessor SQUASH_256 =
      preprocessor(256, new Preprocessing.Resize.Squash(), Resampler.Filter.BICUBIC);

  private final ImageDecoder decoder = ImageDecoder.create(DecodeLimits.DEFAULT);

  static Stream<String> losslessGoldens() throws IOException {
    try (var files = Files.list(Project.goldens("preprocessed"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(".*\\.(bicubic-224|bilinear-256|squash-256)\\.png"))
          .filter(name -> !name.matches(".*\\.(jpg|avif)\\..*") && !name.startsWith("lossy"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("losslessGoldens")
  void equals_pillow_within_one_level_on_lossless_images(String golden) throws Exception {
    var preprocessor =
        golden.endsWith("bicubic-224.png")
            ? BICUBIC_224
            : golden.endsWith("bilinear-256.png") ? BILINEAR_256 : SQUASH_256;
    String image = golden.replaceFirst("\\.(bicubic-224|bilinear-256|squash-256)\\.png$", "");

    Pixels seen = preprocessor.fit(decode(Project.goldens("images").resolve(image)));

    Pixels expected = decode(Project.goldens("preprocessed").resolve(golden));
    assertThat(seen.width()).isEqualTo(expected.width());
    assertThat(seen.height()).isEqualTo(expected.height());
    assertThat(largestDifference(seen, expected)).isLessThanOrEqualTo(1);
  }

  @Test
  void normalizes_each_channel_by_its_own_mean_and_deviation() {
    var preprocessor =
        new ImagePreprocessor(
            new Preprocessing(
                1,
                1,
                new Preprocessing.Resize.Squash(),
                Resampler.Filter.BICUBIC,
                1 / 255.0,
                List.of(0.5, 0.0, 0.25),
                List.of(0.5, 1.0, 0.25)));

    float[] planar = preprocessor.prepare(new Pixels(1, 1, new byte[] {(byte) 255, 51, 0}));

    assertThat(planar).containsExactly(1f, 0.2f, -1f);
  }

  @Test
  void channels_are_planes() {
    var random = new Random(3);
    var rgb = new byte[3 * 224 * 224];
    random.nextBytes(rgb);

    float[] planar = BICUBIC_224.prepare(new Pixels(224, 224, rgb));

    int pixel = 224 * 17 + 5;
    for (int channel = 0; channel < 3; channel++) {
      assertThat(planar[channel * 224 * 224 + pixel])
          .isEqualTo((rgb[3 * pixel + channel] & 0xff) / 255f);
    }
  }

  @Test
  void a_crop_larger_than_the_resized_image_is_refused() {
    assertThatThrownBy(
            () ->
                preprocessor(
                    256,
                    new Preprocessing.Resize.ShortestEdgeThenCrop(224),
                    Resampler.Filter.BICUBIC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot cut 256 x 256 out of a short side of 224");
  }

  private static ImagePreprocessor preprocessor(
      int side, Preprocessing.Resize resize, Resampler.Filter filter) {
    return new ImagePreprocessor(
        new Preprocessing(side, side, resize, filter, 1 / 255.0, ZERO, ONE));
  }

  private Pixels decode(Path file) throws Exception {
    return decoder.decode(ImageSource.ofFile(file), Integer.MAX_VALUE).pixels();
  }

  private static int largestDifference(Pixels left, Pixels right) {
    int largest = 0;
    for (int i = 0; i < left.rgb().length; i++) {
      largest = Math.max(largest, Math.abs((left.rgb()[i] & 0xff) - (right.rgb()[i] & 0xff)));
    }
    return largest;
  }
}
