package dev.sightline.library.image;

/// The vector of one image by one model. Immutable.
public final class Embedding {
  private final float[] vector;
  private final String pixels;

  /// Creates an embedding.
  ///
  /// @param vector unit vector; copied
  /// @param pixels hash of the model's input, which detects edits that do not change the pixels;
  ///     empty when it is not known
  public Embedding(float[] vector, String pixels) {
    this.vector = vector.clone();
    this.pixels = pixels;
  }

  /// An embedding whose model input is not known, such as an imported vector.
  public Embedding(float[] vector) {
    this(vector, "");
  }

  /// A copy of the unit vector.
  public float[] vector() {
    return vector.clone();
  }

  /// The dimension of the vector.
  public int dimension() {
    return vector.length;
  }

  /// The hash of the model's input; empty when it is not known.
  public String pixels() {
    return pixels;
  }
}
