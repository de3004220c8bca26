package dev.sightline.images.pixels;

import java.util.Arrays;

/// Resizes images exactly as Pillow does, because the models saw images resized by Pillow.
///
/// Bit for bit: kernels widen when shrinking, so that every source pixel counts; weights are
/// normalised in double precision and then rounded to 22-bit fixed point; the horizontal pass comes
/// first and is **rounded and clipped to 8 bits** before the vertical one. Without that rounding,
/// samples at hard edges differ by up to 12 levels; the bicubic filters of other libraries differ
/// by far more.
///
/// An image that was decoded at a reduced scale is resized as if from its full size: only the part
/// that it covers is used ([Dimensions]), and the kernel restores the fine detail that averaging
/// has weakened.
///
/// Idea: Pillow's `Resample.c` (version 12), after "General filtered image rescaling" in Graphics
/// Gems III.
public final class Resampler {
  private static final int HALF = 1 << (ResamplingKernels.PRECISION_BITS - 1);

  private Resampler() {}

  /// The filters of Pillow.
  public enum Filter {
    /// A triangle of radius 1.
    BILINEAR(1) {
      @Override
      double at(double x) {
        return x < 1 ? 1 - x : 0;
      }
    },
    /// Keys' cubic convolution of radius 2 with `a = -0.5`.
    ///
    /// @see <a href="https://doi.org/10.1109/TASSP.1981.1163711">Keys 1981</a>
    BICUBIC(2) {
      @Override
      double at(double x) {
        double a = -0.5;
        if (x < 1) {
          return ((a + 2) * x - (a + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
      }
    };

    final int radius;

    Filter(int radius) {
      this.radius = radius;
    }

    /// The kernel's height at a distance of at least 0 from its middle.
    abstract double at(double x);
  }

  /// A part of a resized image.
  ///
  /// @param fullWidth columns that the whole resized image would have, at least 1
  /// @param fullHeight rows that it would have, at least 1
  /// @param left columns of it before the part, at least 0
  /// @param top rows of it above the part, at least 0
  /// @param width columns of the part, at least 1
  /// @param height rows of the part, at least 1
  public record Crop(long fullWidth, long fullHeight, long left, long top, int width, int height) {
    public Crop {
      if (width < 1
          || height < 1
          || left < 0
          || top < 0
          || left + width > fullWidth
          || top + height > fullHeight) {
        throw new IllegalArgumentException(
            "need a part of at least 1 x 1 within the image, got %d x %d at %d, %d of %d x %d"
                .formatted(width, height, left, top, fullWidth, fullHeight));
      }
    }

    private boolean isEverything() {
      return width == fullWidth && height == fullHeight;
    }
  }

  /// Resizes the whole image. The sides are scaled independently.
  ///
  /// @param source read, not kept; returned itself if it has the size asked for
  /// @param width columns of the result, at least 1
  /// @param height rows of the result, at least 1
  public static Pixels resize(Pixels source, int width, int height, Filter filter) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "need width >= 1 and height >= 1, got %d x %d".formatted(width, height));
    }
    return resize(source, new Crop(width, height, 0, 0, width, height), filter);
  }

  /// Resizes an image and crops it. The samples are those of a crop of the whole resized image, but
  /// only the crop is computed. Memory is at most about five times the part's, whatever the shape
  /// of the source: an image of 1 x 100,000 pixels whose short side becomes 224 would otherwise
  /// have 22 million rows.
  ///
  /// @param source read, not kept; returned itself if the crop is the whole source at its size
  public static Pixels resize(Pixels source, Crop crop, Filter filter) {
    boolean sameColumns = fits(source.across(), crop.fullWidth());
    boolean sameRows = fits(source.down(), crop.fullHeight());
    if (sameColumns && sameRows && crop.isEverything()) {
      return source;
    }
    var rows = sameColumns ? sameColumns(source, crop) : resizedColumns(source, crop, filter);
    byte[] rgb = sameRows ? sameRows(rows, crop) : resizedRows(source, rows, crop, filter);
    return new Pixels(crop.width(), crop.height(), rgb);
  }

  private static boolean fits(Dimensions extent, long size) {
    return extent.denominator() == 1 && extent.fullPixels() == size;
  }

  /// Rows of the source with the part's columns.
  private interface Rows {
    /// @param y row index in the source
    /// @param to receives the bytes of the row
    /// @param at offset in `to`
    void read(int y, byte[] to, int at);
  }

  private static Rows sameColumns(Pixels source, Crop crop) {
    int left = (int) crop.left() * Pixels.CHANNELS;
    int sourceStride = source.width() * Pixels.CHANNELS;
    int stride = crop.width() * Pixels.CHANNELS;
    return (y, to, at) -> System.arraycopy(source.rgb(), y * sourceStride + left, to, at, stride);
  }

  private static Rows resizedColumns(Pixels source, Crop crop, Filter filter) {
    var kernels =
        ResamplingKernels.of(
            source.width(), source.across(), crop.fullWidth(), crop.left(), crop.width(), filter);
    int sourceStride = source.width() * Pixels.CHANNELS;
    return (y, to, at) -> resizeRow(source.rgb(), y * sourceStride, kernels, to, at);
  }

  private static void resizeRow(
      byte[] from, int row, ResamplingKernels kernels, byte[] to, int at) {
    int out = at;
    for (int x = 0; x < kernels.first.length; x++) {
      int red = HALF;
      int green = HALF;
      int blue = HALF;
      int in = row + kernels.first[x] * Pixels.CHANNELS;
      int end = kernels.offset(x) + kernels.count[x];
      for (int k = kernels.offset(x); k < end; k++) {
        int weight = kernels.weights[k];
        red += (from[in] & 0xFF) * weight;
        green += (from[in + 1] & 0xFF) * weight;
        blue += (from[in + 2] & 0xFF) * weight;
        in += Pixels.CHANNELS;
      }
      to[out] = clip(red);
      to[out + 1] = clip(green);
      to[out + 2] = clip(blue);
      out += Pixels.CHANNELS;
    }
  }

  private static byte[] sameRows(Rows rows, Crop crop) {
    int stride = crop.width() * Pixels.CHANNELS;
    byte[] to = new byte[stride * crop.height()];
    for (int y = 0; y < crop.height(); y++) {
      rows.read((int) crop.top() + y, to, y * stride);
    }
    return to;
  }

  /// Each row index in the source is resized once and added to the sums of all rows of the result
  /// that it counts for; a sum lives from the first of its rows to the last.
  private static byte[] resizedRows(Pixels source, Rows rows, Crop crop, Filter filter) {
    var kernels =
        ResamplingKernels.of(
            source.height(), source.down(), crop.fullHeight(), crop.top(), crop.height(), filter);
    int stride = crop.width() * Pixels.CHANNELS;
    byte[] to = new byte[stride * crop.height()];
    byte[] row = new byte[stride];
    // a row each, in memory order: the JIT vectorises it
    int[][] sums = new int[kernels.mostSharing()][stride];
    int done = 0;
    int begun = 0;
    int y = kernels.first[0];
    while (done < crop.height()) {
      while (begun < crop.height() && kernels.first[begun] <= y) {
        Arrays.fill(sums[begun % sums.length], HALF);
        begun++;
      }
      rows.read(y, row, 0);
      for (int out = done; out < begun; out++) {
        int weight = kernels.weights[kernels.offset(out) + y - kernels.first[out]];
        addRow(sums[out % sums.length], row, weight);
      }
      y++;
      while (done < begun && kernels.end(done) <= y) {
        clipRow(sums[done % sums.length], to, done * stride);
        done++;
      }
      if (done == begun && begun < crop.height()) {
        y = kernels.first[begun];
      }
    }
    return to;
  }

  private static void clipRow(int[] sums, byte[] to, int at) {
    for (int i = 0; i < sums.length; i++) {
      to[at + i] = clip(sums[i]);
    }
  }

  private static void addRow(int[] sums, byte[] row, int weight) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += (row[i] & 0xFF) * weight;
    }
  }

  private static byte clip(int fixed) {
    return (byte) Math.clamp(fixed >> ResamplingKernels.PRECISION_BITS, 0, 255);
  }
}
