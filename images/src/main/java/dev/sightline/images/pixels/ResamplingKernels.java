package dev.sightline.images.pixels;

/// One direction of a resize: for each output sample, the input samples and their weights.
///
/// Weights are Pillow's, computed in double precision and rounded to 22-bit fixed point.
final class ResamplingKernels {
  static final int PRECISION_BITS = 32 - 8 - 2; // 8 of the sample, 2 for overshoot

  final int[] first; // of each output sample: its first input sample
  final int[] count; // and how many
  final int[] weights; // fixed point, `size` apart
  private final int size;

  private ResamplingKernels(int outputs, int size) {
    this.first = new int[outputs];
    this.count = new int[outputs];
    this.weights = new int[outputs * size];
    this.size = size;
  }

  /// @param inputs number of input samples
  /// @param extent extent of the image in them
  /// @param outputs number of samples of the whole resized image
  /// @param from index of the first sample to compute
  /// @param count number of samples to compute; memory grows with this, not with `outputs`
  static ResamplingKernels of(
      int inputs, Dimensions extent, long outputs, long from, int count, Resampler.Filter filter) {
    double scale = extent.length() / outputs;
    double widening = Math.max(scale, 1);
    double support = filter.radius * widening;
    double sharpening = sharpening(extent.denominator());
    var kernels = new ResamplingKernels(count, (int) Math.ceil(support) * 2 + 3);
    for (int i = 0; i < count; i++) {
      double center = extent.first() + (from + i + 0.5) * scale;
      int first = Math.max(0, (int) (center - support + 0.5));
      int end = Math.min(inputs, (int) (center + support + 0.5));
      double[] heights = new double[end - first];
      for (int k = 0; k < heights.length; k++) {
        heights[k] = filter.at(Math.abs((k + first - center + 0.5) * (1 / widening)));
      }
      normalize(heights);
      if (sharpening == 0) {
        kernels.set(i, first, heights);
      } else {
        kernels.set(i, Math.max(0, first - 1), sharpened(heights, first, inputs, sharpening));
      }
    }
    return kernels;
  }

  /// Offset of the weights of an output sample.
  int offset(int output) {
    return output * size;
  }

  /// The input sample after the last one of an output sample. Neither `first` nor this value
  /// decreases from one output sample to the next.
  int end(int output) {
    return first[output] + count[output];
  }

  /// How many output samples, at most, share an input sample.
  int mostSharing() {
    int most = 0;
    int oldest = 0;
    for (int output = 0; output < count.length; output++) {
      while (end(oldest) <= first[output]) {
        oldest++;
      }
      most = Math.max(most, output - oldest + 1);
    }
    return most;
  }

  private void set(int output, int from, double[] heights) {
    first[output] = from;
    count[output] = heights.length;
    for (int k = 0; k < heights.length; k++) {
      double scaled = heights[k] * (1 << PRECISION_BITS);
      weights[offset(output) + k] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    }
  }

  private static void normalize(double[] heights) {
    double sum = 0;
    for (double height : heights) {
      sum += height;
    }
    if (sum != 0) {
      for (int k = 0; k < heights.length; k++) {
        heights[k] /= sum;
      }
    }
  }

  /// How much of a pixel's difference from its neighbours to add, so that fine detail comes back to
  /// what it was before every `d` pixels were replaced by their mean.
  ///
  /// The mean weakens a wave of `f` cycles a pixel to `sin(pi f) / (d sin(pi f / d))`, which up to
  /// the fourth power is `1 - (pi f)^2 (1 - 1/d^2) / 6`. Adding `s` times the second difference
  /// multiplies it by `1 + 4 s sin(pi f)^2`. Up to the fourth power the two cancel at this `s`.
  private static double sharpening(int denominator) {
    return (1 - 1.0 / (denominator * denominator)) / 24;
  }

  /// The kernel that resizes and sharpens in one. It reaches one sample further on both sides; at
  /// the image's edge the outermost sample stands for those beyond.
  private static double[] sharpened(double[] heights, int first, int inputs, double amount) {
    int from = Math.max(0, first - 1);
    int end = Math.min(inputs, first + heights.length + 1);
    double[] sharp = new double[end - from];
    for (int k = 0; k < heights.length; k++) {
      int at = first + k - from;
      sharp[at] += heights[k] * (1 + 2 * amount);
      sharp[Math.max(at - 1, 0)] -= heights[k] * amount;
      sharp[Math.min(at + 1, sharp.length - 1)] -= heights[k] * amount;
    }
    return sharp;
  }
}
