package dev.sightline.models;

/// How to run a model.
///
/// @param variant which precision of its files
/// @param device where the graphs run
/// @param threads threads of one encoder session, at least 0; 0 means one a core
public record ModelOptions(Variant variant, Device device, int threads) {
  /// Full precision, on the best device that loads, one thread a core.
  public static final ModelOptions DEFAULT = new ModelOptions(Variant.FP32, Device.AUTO, 0);

  /// Checks the thread count.
  public ModelOptions {
    if (threads < 0) {
      throw new IllegalArgumentException("threads must be at least 0, got " + threads);
    }
  }

  /// These options for many pictures: one thread a call, so that the caller runs several calls at
  /// once. That wastes nothing on threads waiting for each other within a call (a tenth of the time
  /// on two cores), but a single picture takes longer.
  public ModelOptions forManyPictures() {
    return withThreads(1);
  }

  /// These options with another precision.
  public ModelOptions withVariant(Variant wanted) {
    return new ModelOptions(wanted, device, threads);
  }

  /// These options with another number of threads.
  public ModelOptions withThreads(int wanted) {
    return new ModelOptions(variant, device, wanted);
  }
}
