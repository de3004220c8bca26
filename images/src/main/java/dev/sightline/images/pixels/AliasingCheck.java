package dev.sightline.images.pixels;

/// Detects whether an image that was decoded at a reduced scale may show aliasing: patterns that
/// are not in the full image, because texture finer than the reduced pixels was averaged in blocks.
///
/// An average over a block of `d` pixels is a poor low-pass filter: a wave somewhat shorter than
/// the block comes back as a longer one. Photos hardly notice, since their detail weakens towards
/// high frequencies; pages of text, stripes, screens and grain do. They have much energy near the
/// highest frequency that the reduced image can represent. Three root-mean-square differences are
/// compared, each scaled so that white noise of standard deviation `s` gives `s`: between
/// neighbours, of second order along rows and columns, and of both directions at once.
///
/// Thresholds were fitted on 289 images of zone plates, stripes, text, noise, grain and photos
/// with two models: every image that passes keeps a cosine of at least 0.995 with its full
/// decode, except halftone screens (0.990), and of 1,118 photos 2 % do not pass
/// (`docs/explanation/performance/indexing.md`).
public final class AliasingCheck {
  /// Second differences, relative to the contrast: 0.1 to 0.35 in photos, 1 in white noise, 0.65 to
  /// 1 in pages of text.
  private static final double MOST_DETAIL = 0.4;

  /// Grain: the diagonal differences are as strong as those along rows and columns, and strong.
  private static final double GRAIN_LEVELS = 5;

  private static final double GRAIN_SHARE = 0.75;

  /// Less contrast than this, in levels of 255, is what averaging has left of a texture, or a plain
  /// surface whose embedding depends on single levels.
  private static final double LEAST_CONTRAST = 4;

  /// Every second row is measured: the result is the same as with all rows.
  private static final int ROW_STEP = 2;

  /// Samples whose squared differences can be summed in an int; C2 vectorises such sums.
  private static final int CHUNK = 1024;

  private final byte[] rgb;
  private final int stride;
  private long samples;
  private long sum;
  private long squares;
  private long neighbours;
  private long along;
  private long diagonal;

  private AliasingCheck(Pixels pixels) {
    this.rgb = pixels.rgb();
    this.stride = pixels.width() * Pixels.CHANNELS;
    for (int y = 1; y < pixels.height() - 1; y += ROW_STEP) {
      int first = y * stride + Pixels.CHANNELS;
      int end = (y + 1) * stride - Pixels.CHANNELS;
      for (int from = first; from < end; from += CHUNK) {
        add(from, Math.min(end, from + CHUNK));
      }
    }
  }

  /// Whether the image should be decoded at full size instead.
  ///
  /// @param reduced at least 3 x 3 pixels; a smaller one never passes
  public static boolean mayBeAliased(Pixels reduced) {
    if (reduced.width() < 3 || reduced.height() < 3) {
      return true;
    }
    return new AliasingCheck(reduced).mayBeAliased();
  }

  private void add(int from, int to) {
    int sumHere = 0;
    int squaresHere = 0;
    int neighboursHere = 0;
    int alongHere = 0;
    int diagonalHere = 0;
    for (int i = from; i < to; i++) {
      int here = rgb[i] & 0xFF;
      int left = rgb[i - Pixels.CHANNELS] & 0xFF;
      int right = rgb[i + Pixels.CHANNELS] & 0xFF;
      int above = rgb[i - stride] & 0xFF;
      int below = rgb[i + stride] & 0xFF;
      int belowRight = rgb[i + stride + Pixels.CHANNELS] & 0xFF;
      int across = left - 2 * here + right;
      int down = above - 2 * here + below;
      int both = here - right - below + belowRight;
      sumHere += here;
      squaresHere += here * here;
      neighboursHere += (here - right) * (here - right) + (here - below) * (here - below);
      alongHere += across * across + down * down;
      diagonalHere += both * both;
    }
    samples += to - from;
    sum += sumHere;
    squares += squaresHere;
    neighbours += neighboursHere;
    along += alongHere;
    diagonal += diagonalHere;
  }

  private boolean mayBeAliased() {
    double mean = (double) sum / samples;
    double contrast = Math.sqrt(Math.max(0, (double) squares / samples - mean * mean));
    // of white noise, the squares of these differences are 2 x 2, 6 x 2 and 4 times its variance
    double neighbourLevels = Math.sqrt(neighbours / 4.0 / samples);
    double alongLevels = Math.sqrt(along / 12.0 / samples);
    double diagonalLevels = Math.sqrt(diagonal / 4.0 / samples);
    return contrast < LEAST_CONTRAST
        || alongLevels > MOST_DETAIL * contrast
        || (diagonalLevels > GRAIN_LEVELS && diagonalLevels > GRAIN_SHARE * neighbourLevels);
  }
}
