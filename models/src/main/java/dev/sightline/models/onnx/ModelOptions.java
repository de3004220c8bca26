package dev.sightline.models.onnx;

import dev.sightline.models.layout.Variant;

/// How to run a model.
///
/// @param variant which precision of its files
/// @param device where the graphs run
/// @param threads threads of one encoder session, at least 0; 0 means one a core
/// @param prepacked whether weights are laid out anew for speed when the text encoder is loaded,
///     which pays off from the third sentence on
public record ModelOptions(Variant variant, Device device, int threads, boolean prepacked) {
  /// Full precision, on the best device that loads, one thread a core.
  public static final ModelOptions DEFAULT = new ModelOptions(Variant.FP32, Device.AUTO, 0);

  /// Checks the thread count.
  public ModelOptions {
    if (threads < 0) {
      throw new IllegalArgumentException("threads must be at least 0, got " + threads);
    }
  }

  /// With weights laid out for many calls.
  public ModelOptions(Variant variant, Device device, int threads) {
    this(variant, device, threads, true);
  }

  /// These options for a program that encodes a sentence or two and ends.
  public ModelOptions forOneQuestion() {
    return new ModelOptions(variant, device, threads, false);
  }

  /// These options for many pictures: one thread a call, so that the caller runs several calls at
  /// once. That wastes nothing on threads waiting for each other within a call (a tenth of the time
  /// on two cores), but a single picture takes longer.
  public ModelOptions forManyPictures() {
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
