package dev.sightline.images.pixels;

import java.util.Arrays;

/// A perceptual hash of 256 bits. The hashes of two files of one image differ in few bits, however
/// they were compressed or resized; those of two different images differ in about half.
///
/// The DCT hash of Zauner's thesis, wider: luma of 64 x 64 pixels, its discrete cosine transform,
/// and of the 16 x 16 lowest frequencies one bit each, set where the coefficient is above their
/// median. The constant term is only the brightness of the image and is omitted; its bit is never
/// set. The usual 8 x 8 frequencies are too few: of a million pairs of different photos some agree
/// within 6 bits of 64, which is as far as some recompressed copies are from their original. Of 256
/// bits no recompressed copy differs in more than 18, no pair of different photos in fewer than 50
/// (`docs/decisions/0020-duplicates.md`).
///
/// Each run of 16 bits takes one coefficient of every row and column of frequencies. All runs then
/// carry about the same amount of information, which an index over runs needs.
///
/// @see <a href="https://www.phash.org/docs/pubs/thesis_zauner.pdf">Zauner 2010, section 3.2.1</a>
public final class PerceptualHash {
  /// 64-bit words of a hash.
  public static final int WORDS = 4;

  private static final int SIDE = 64;
  private static final int FREQUENCIES = 16;

  /// Less contrast than this, as standard deviation of the luma's 256 levels, is compression noise.
  private static final double LEAST_CONTRAST = 1;

  private static final double[][] COSINES = cosines();

  private PerceptualHash() {}

  /// The hash of an image.
  ///
  /// @param pixels upright, at any scale; read, not kept
  /// @return four words; all zero when the image has a single colour
  public static long[] of(Pixels pixels) {
    return of(luma(pixels));
  }

  /// The hash of an image whose luma is known.
  ///
  /// @param luma as of [#luma]; read, not kept
  /// @return four words; all zero when the image has a single colour
  public static long[] of(double[] luma) {
    var hash = new long[WORDS];
    if (contrast(luma) < LEAST_CONTRAST) {
      return hash;
    }
    double[] coefficients = lowest(luma);
    double median = median(coefficients);
    for (int i = 1; i < coefficients.length; i++) {
      if (coefficients[i] > median) {
        int bit = position(i / FREQUENCIES, i % FREQUENCIES);
        hash[bit / Long.SIZE] |= 1L << (bit % Long.SIZE);
      }
    }
    return hash;
  }

  private static int position(int row, int column) {
    return (row + column) % FREQUENCIES * FREQUENCIES + row;
  }

  /// The luma of an image in 64 x 64 cells, 0 to 255, row-major.
  ///
  /// @param pixels upright, at any scale; read, not kept
  public static double[] luma(Pixels pixels) {
    byte[] rgb = Resampler.resize(pixels, SIDE, SIDE, Resampler.Filter.BILINEAR).rgb();
    var luma = new double[SIDE * SIDE];
    for (int i = 0; i < luma.length; i++) {
      int at = Pixels.CHANNELS * i;
      luma[i] =
          0.299 * (rgb[at] & 0xFF) + 0.587 * (rgb[at + 1] & 0xFF) + 0.114 * (rgb[at + 2] & 0xFF);
    }
    return luma;
  }

  private static double contrast(double[] luma) {
    double mean = Arrays.stream(luma).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(luma).map(it -> (it - mean) * (it - mean)).average().orElseThrow());
  }

  /// The DCT-II, unscaled, of the lowest frequencies, row-major: first along rows, then columns.
  private static double[] lowest(double[] luma) {
    var rows = new double[SIDE * FREQUENCIES];
    for (int y = 0; y < SIDE; y++) {
      for (int u = 0; u < FREQUENCIES; u++) {
        double sum = 0;
        for (int x = 0; x < SIDE; x++) {
          sum += luma[y * SIDE + x] * COSINES[u][x];
        }
        rows[y * FREQUENCIES + u] = sum;
      }
    }
    var coefficients = new double[FREQUENCIES * FREQUENCIES];
    for (int v = 0; v < FREQUENCIES; v++) {
      for (int u = 0; u < FREQUENCIES; u++) {
        double sum = 0;
        for (int y = 0; y < SIDE; y++) {
          sum += rows[y * FREQUENCIES + u] * COSINES[v][y];
        }
        coefficients[v * FREQUENCIES + u] = sum;
      }
    }
    return coefficients;
  }

  /// The median of all but the constant term, which are odd in number.
  private static double median(double[] coefficients) {
    double[] sorted = Arrays.copyOfRange(coefficients, 1, coefficients.length);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double[][] cosines() {
    var cosines = new double[FREQUENCIES][SIDE];
    for (int u = 0; u < FREQUENCIES; u++) {
      for (int x = 0; x < SIDE; x++) {
        cosines[u][x] = Math.cos(Math.PI * u * (2 * x + 1) / (2.0 * SIDE));
      }
    }
    return cosines;
  }
}
