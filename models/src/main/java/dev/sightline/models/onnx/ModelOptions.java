package dev.sightline.models.onnx;

import dev.sightline.models.layout.Variant;

/// How to run a model.
///
/// @param variant the precision of its files
/// @param device the device that runs the graphs
/// @param threads threads of one encoder session, at least 0; 0 means one per core
/// @param prepacked whether ONNX Runtime prepacks the weights of the text encoder, which saves time
///     from the third sentence on
public record ModelOptions(Variant variant, Device device, int threads, boolean prepacked) {
  /// Full precision, on the best device that can be loaded, one thread per core.
  public static final ModelOptions DEFAULT = new ModelOptions(Variant.FP32, Device.AUTO, 0);

  /// Checks the thread count.
  public ModelOptions {
    if (threads < 0) {
      throw new IllegalArgumentException("threads must be at least 0, got " + threads);
    }
  }

  /// Options with prepacked weights.
  public ModelOptions(Variant variant, Device device, int threads) {
    this(variant, device, threads, true);
  }

  /// These options for a program that encodes one or two sentences.
  public ModelOptions forOneQuery() {
    return new ModelOptions(variant, device, threads, false);
  }

  /// These options for many images: one thread per call, so that the caller runs several calls at
  /// once. Threads then do not wait for each other within a call, which takes a tenth of the time
  /// on two cores, but a single image takes longer.
  public ModelOptions forManyImages() {
    return withThreads(1);
  }

  /// These options with another precision.
  public ModelOptions withVariant(Variant wanted) {
    return new ModelOptions(wanted, device, threads, prepacked);
  }

  /// These options with another number of threads.
  public ModelOptions withThreads(int wanted) {
    return new ModelOptions(variant, device, wanted, prepacked);
  }
}
