package dev.sightline.library.image;

/// What one model made of one image.
public final class Embedding {
  private final float[] vector;
  private final String pixels;

  /// @param vector unit vector; copied
  /// @param pixels hash of what the model saw, by which an edit that leaves the pixels alone is
  ///     known; empty when it is not known
  public Embedding(float[] vector, String pixels) {
    this.vector = vector.clone();
    this.pixels = pixels;
  }

  /// An embedding of which nobody knows what the model saw, as of imported vectors.
  public Embedding(float[] vector) {
    this(vector, "");
  }

  /// A copy of the unit vector.
  public float[] vector() {
    return vector.clone();
  }

  /// Numbers of the vector.
  public int dimension() {
    return vector.length;
  }

  /// The hash of what the model saw; empty when it is not known.
  public String pixels() {
    return pixels;
  }
}
