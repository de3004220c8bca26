package dev.sightline.images;

import java.util.Arrays;
import java.util.Optional;

/// What a picture looks like from afar, in 256 bits: two files of one picture have hashes that
/// differ in few bits, however they were compressed or resized; those of two different pictures
/// differ in about half.
///
/// The DCT hash of Zauner's thesis, wider: luma of 64 x 64 pixels, its discrete cosine transform,
/// and of the 16 x 16 lowest frequencies one bit each, set where the coefficient is above their
/// median. The constant term says only how bright the picture is and is left out; its bit is never
/// set. The usual 8 x 8 are too few: of a million pairs of different photos some agree within 6
/// bits of 64, which is as far as some recompressed copies are from their original. Of 256 bits no
/// recompressed copy differs in more than 18, no pair of different photos in fewer than 50
/// (`docs/decisions/0020-duplicates.md`).
///
/// Bits are dealt out so that each run of 16 bits takes one coefficient of every row and column of
/// frequencies: runs are then about equally telling, which an index over runs wants.
///
/// @see <a href="https://www.phash.org/docs/pubs/thesis_zauner.pdf">Zauner 2010, section 3.2.1</a>
public final class PerceptualHash {
  /// 64-bit words of a hash.
  public static final int WORDS = 4;

  private static final int SIDE = 64;
  private static final int FREQUENCIES = 16;

  /// Less contrast than this, as standard deviation of the luma's 256 levels, is no picture but
  /// noise of the compression.
  private static final double LEAST_CONTRAST = 1;

  private static final int LEVELS = 256;

  /// Levels around the most frequent luma that are its ground.
  private static final int GROUND_NOISE = 4;

  /// A ground at least this bright, or as dark, is paper or a screen, of which a smaller share is
  /// enough: a page full of text shows little of it at 64 x 64.
  private static final int PAPER = 225;

  private static final double PAPER_SHARE = 0.12;
  private static final double PLAIN_SHARE = 0.28;

  private static final double[][] COSINES = cosines();

  private PerceptualHash() {}

  /// The hash of a picture.
  ///
  /// @param pixels upright, at any scale; read, not kept
  /// @return four words; all zero when the picture is of one colour, which says nothing
  public static long[] of(Pixels pixels) {
    double[] luma = luma(Resampler.resize(pixels, SIDE, SIDE, Resampler.Filter.BILINEAR));
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

  /// The luma of a picture on a plain ground, 64 x 64 cells, row-major: a page, a slide, a
  /// screenshot, a drawing. The hashes of such pictures agree by their layout, and only this tells
  /// what is written on them.
  ///
  /// @param pixels upright, at any scale; read, not kept
  /// @return empty for any other picture, whose hash says enough
  public static Optional<byte[]> plainGroundLuma(Pixels pixels) {
    double[] luma = luma(Resampler.resize(pixels, SIDE, SIDE, Resampler.Filter.BILINEAR));
    byte[] cells = new byte[luma.length];
    int[] counts = new int[LEVELS];
    for (int i = 0; i < luma.length; i++) {
      int level = (int) Math.round(luma[i]);
      cells[i] = (byte) level;
      counts[level]++;
    }
    int ground = 0;
    int most = 0;
    for (int level = 0; level < LEVELS; level++) {
      int near = 0;
      int from = Math.max(0, level - GROUND_NOISE);
      int to = Math.min(LEVELS - 1, level + GROUND_NOISE);
      for (int it = from; it <= to; it++) {
        near += counts[it];
      }
      if (near > most) {
        most = near;
        ground = level;
      }
    }
    boolean paper = ground >= PAPER || ground <= LEVELS - 1 - PAPER;
    return most >= (paper ? PAPER_SHARE : PLAIN_SHARE) * luma.length
        ? Optional.of(cells)
        : Optional.empty();
  }

  private static int position(int row, int column) {
    return (row + column) % FREQUENCIES * FREQUENCIES + row;
  }

  private static double[] luma(Pixels small) {
    byte[] rgb = small.rgb();
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
