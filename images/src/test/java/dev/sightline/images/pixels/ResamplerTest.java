package dev.sightline.images.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.sightline.images.TestImages;
import dev.sightline.images.pixels.Resampler.Crop;
import dev.sightline.images.pixels.Resampler.Filter;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// That it equals Pillow bit for bit, `GoldensTest` shows; here is what must hold for any image.
class ResamplerTest {
  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void is_within_one_level_of_the_slow_obvious_way(long seed) {
    var random = new Random(seed);
    var source = TestImages.random(random.nextInt(1, 40), random.nextInt(1, 40), seed);
    int width = random.nextInt(1, 40);
    int height = random.nextInt(1, 40);
    var filter = random.nextBoolean() ? Filter.BICUBIC : Filter.BILINEAR;

    var resized = Resampler.resize(source, width, height, filter);

    var slow = slowly(slowly(source, width, filter, true), height, filter, false);
    assertThat(TestImages.largestDifference(resized, slow)).isLessThanOrEqualTo(1);
  }

  /// Sides that are no multiples of the reduction, and every orientation, which puts the blocks
  /// that are only partly image on any side.
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_reduced_image_is_resized_to_what_the_full_one_would_have_been(long seed) {
    var random = new Random(seed);
    int denominator = 2 << random.nextInt(3);
    int side = random.nextInt(16, 40);
    int width = (int) (side * denominator * random.nextDouble(1.5, 3));
    int height = (int) (side * denominator * random.nextDouble(1.5, 3));
    double shortest = 3.0 * Math.max(width, height) / side; // three pixels of the result
    var full = TestImages.waves(width, height, shortest, seed);
    int orientation = random.nextInt(1, 9);

    var reduced = Orientation.upright(TestImages.blockMeans(full, denominator), orientation);

    var upright = Orientation.upright(full, orientation);
    assertThat(reduced.fullWidth()).isEqualTo(upright.width());
    assertThat(reduced.fullHeight()).isEqualTo(upright.height());
    var expected = Resampler.resize(upright, side, side, Filter.BICUBIC);
    var resized = Resampler.resize(reduced, side, side, Filter.BICUBIC);
    assertThat(TestImages.meanDifference(resized, expected)).isLessThan(0.5);
    assertThat(TestImages.largestDifference(resized, expected)).isLessThan(10);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_part_is_what_cutting_it_out_of_the_whole_gives(long seed) {
    var random = new Random(seed);
    var source = TestImages.random(random.nextInt(1, 60), random.nextInt(1, 60), seed);
    int width = random.nextBoolean() ? source.width() : random.nextInt(1, 90);
    int height = random.nextBoolean() ? source.height() : random.nextInt(1, 90);
    int partWidth = random.nextInt(1, width + 1);
    int partHeight = random.nextInt(1, height + 1);
    int left = random.nextInt(width - partWidth + 1);
    int top = random.nextInt(height - partHeight + 1);
    var filter = random.nextBoolean() ? Filter.BICUBIC : Filter.BILINEAR;
    var whole = Resampler.resize(source, width, height, filter);

    var part =
        Resampler.resize(source, new Crop(width, height, left, top, partWidth, partHeight), filter);

    assertThat(part.width()).isEqualTo(partWidth);
    assertThat(part.height()).isEqualTo(partHeight);
    for (int y = 0; y < partHeight; y++) {
      int from = ((top + y) * width + left) * Pixels.CHANNELS;
      int stride = partWidth * Pixels.CHANNELS;
      assertThat(Arrays.copyOfRange(part.rgb(), y * stride, (y + 1) * stride))
          .as("row %d", y)
          .isEqualTo(Arrays.copyOfRange(whole.rgb(), from, from + stride));
    }
  }

  /// An image of one pixel by a million, brought to a short side of 224, would have 150 gigabytes.
  @ParameterizedTest(name = "{0} x {1}")
  @CsvSource({"1, 1000000", "1000000, 1", "1, 100000", "3, 300000"})
  void the_middle_of_a_thin_image_takes_memory_for_the_middle_only(int width, int height) {
    var source = TestImages.random(width, height, 7);
    long shortSide = Math.min(width, height);
    long fullWidth = 224L * width / shortSide;
    long fullHeight = 224L * height / shortSide;
    var middle =
        new Crop(fullWidth, fullHeight, fullWidth / 2 - 112, fullHeight / 2 - 112, 224, 224);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    var part = Resampler.resize(source, middle, Filter.BICUBIC);

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(8_000_000);
    assertThat(part.width()).isEqualTo(224);
    assertThat(part.height()).isEqualTo(224);
  }

  @ParameterizedTest(name = "{0} x {1}")
  @CsvSource({"1, 1000000", "1000000, 1"})
  void a_thin_image_is_squashed_without_an_image_in_between(int width, int height) {
    var source = TestImages.random(width, height, 7);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    var square = Resampler.resize(source, 224, 224, Filter.BICUBIC);

    // the weights of a million pixels, about five times over and of 12 bytes, one after another;
    // the image in between would have 672 MB
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(120_000_000);
    assertThat(square.width()).isEqualTo(224);
  }

  @Test
  void a_part_outside_the_image_is_refused() {
    assertThatThrownBy(() -> new Crop(10, 10, 8, 0, 3, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "need a part of at least 1 x 1 within the image, got 3 x 10 at 8, 0 of 10 x 10");
  }

  @ParameterizedTest
  @EnumSource(Filter.class)
  void a_plain_image_stays_plain(Filter filter) {
    byte[] rgb = new byte[31 * 17 * Pixels.CHANNELS];
    Arrays.fill(rgb, (byte) 200);

    var resized = Resampler.resize(new Pixels(31, 17, rgb), 7, 40, filter);

    for (byte sample : resized.rgb()) {
      assertThat(sample).isEqualTo((byte) 200);
    }
  }

  @Test
  void an_image_of_the_right_size_is_returned_as_it_is() {
    var source = TestImages.random(9, 4, 1);

    assertThat(Resampler.resize(source, 9, 4, Filter.BICUBIC)).isSameAs(source);
  }

  @Test
  void a_size_of_zero_is_refused() {
    assertThatThrownBy(() -> Resampler.resize(TestImages.random(2, 2, 1), 0, 5, Filter.BICUBIC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("need width >= 1 and height >= 1, got 0 x 5");
  }

  /// One pass in double precision, sample by sample, straight from the definition.
  private static Pixels slowly(Pixels source, int size, Filter filter, boolean horizontal) {
    int inputs = horizontal ? source.width() : source.height();
    int width = horizontal ? size : source.width();
    int height = horizontal ? source.height() : size;
    double scale = (double) inputs / size;
    double widening = Math.max(1, scale);
    byte[] rgb = new byte[width * height * Pixels.CHANNELS];
    for (int i = 0; i < rgb.length; i++) {
      int channel = i % Pixels.CHANNELS;
      int x = i / Pixels.CHANNELS % width;
      int y = i / Pixels.CHANNELS / width;
      double center = ((horizontal ? x : y) + 0.5) * scale;
      double sum = 0;
      double weights = 0;
      for (int k = 0; k < inputs; k++) {
        double distance = Math.abs(k + 0.5 - center) / widening;
        double weight = height(distance, filter);
        int at = horizontal ? y * source.width() + k : k * source.width() + x;
        sum += weight * (source.rgb()[at * Pixels.CHANNELS + channel] & 0xFF);
        weights += weight;
      }
      rgb[i] = (byte) Math.clamp(Math.round(sum / weights), 0, 255);
    }
    return new Pixels(width, height, rgb);
  }

  private static double height(double x, Filter filter) {
    if (filter == Filter.BILINEAR) {
      return Math.max(0, 1 - x);
    }
    double a = -0.5;
    if (x < 1) {
      return (a + 2) * Math.pow(x, 3) - (a + 3) * x * x + 1;
    }
    return x < 2 ? a * Math.pow(x, 3) - 5 * a * x * x + 8 * a * x - 4 * a : 0;
  }
}
