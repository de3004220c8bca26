package dev.sightline.images;

import java.util.Arrays;

/// Resizes pictures exactly as Pillow does, because the models saw pictures resized by Pillow.
///
/// Bit for bit: kernels widen when shrinking, so that every source pixel counts; weights are
/// normalised in double precision and then rounded to 22-bit fixed point; the horizontal pass comes
/// first and is **rounded and clipped to 8 bits** before the vertical one. Leaving that rounding
/// out differs by up to 12 levels beside hard edges; libraries' own bicubic by far more.
///
/// A picture that was decoded at a reduced scale is resized as if from its full size: only the part
/// that it really covers counts ([Extent]), and what averaging has taken from fine detail is given
/// back by the kernel.
///
/// Idea: Pillow's `Resample.c` (version 12), after "General filtered image rescaling" in Graphics
/// Gems III.
public final class Resampler {
  private static final int HALF = 1 << (Kernels.PRECISION_BITS - 1);

  private Resampler() {}

  /// The kernels that Pillow's names stand for.
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

  /// Resizes the whole picture. The sides are scaled independently.
  ///
  /// @param source read, not kept, unless it already has the asked size: then it is returned
  /// @param width columns wanted, at least 1
  /// @param height rows wanted, at least 1
  public static Pixels resize(Pixels source, int width, int height, Filter filter) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "need width >= 1 and height >= 1, got %d x %d".formatted(width, height));
    }
    var wide = fits(source.across(), width) ? source : horizontally(source, width, filter);
    return fits(source.down(), height) ? wide : vertically(wide, height, filter);
  }

  private static boolean fits(Extent extent, int size) {
    return extent.denominator() == 1 && extent.fullPixels() == size;
  }

  private static Pixels horizontally(Pixels source, int width, Filter filter) {
    var kernels = Kernels.of(source.width(), source.across(), width, filter);
    byte[] from = source.rgb();
    byte[] to = new byte[width * source.height() * Pixels.CHANNELS];
    int out = 0;
    for (int y = 0; y < source.height(); y++) {
      int row = y * source.width() * Pixels.CHANNELS;
      for (int x = 0; x < width; x++) {
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
    return new Pixels(width, source.height(), to, Extent.full(width), source.down());
  }

  private static Pixels vertically(Pixels source, int height, Filter filter) {
    var kernels = Kernels.of(source.height(), source.down(), height, filter);
    byte[] from = source.rgb();
    int stride = source.width() * Pixels.CHANNELS;
    byte[] to = new byte[stride * height];
    int[] sums = new int[stride]; // a whole row at once, in memory order: the JIT vectorises it
    for (int y = 0; y < height; y++) {
      Arrays.fill(sums, HALF);
      for (int k = 0; k < kernels.count[y]; k++) {
        addRow(sums, from, (kernels.first[y] + k) * stride, kernels.weights[kernels.offset(y) + k]);
      }
      int out = y * stride;
      for (int i = 0; i < stride; i++) {
        to[out + i] = clip(sums[i]);
      }
    }
    return new Pixels(source.width(), height, to, source.across(), Extent.full(height));
  }

  private static void addRow(int[] sums, byte[] from, int row, int weight) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += (from[row + i] & 0xFF) * weight;
    }
  }

  private static byte clip(int fixed) {
    return (byte) Math.clamp(fixed >> Kernels.PRECISION_BITS, 0, 255);
  }
}
