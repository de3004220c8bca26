package dev.sightline.library;

import java.util.List;

/// An image of a library together with its vector.
public final class StoredVector {
  private final IndexedImage image;
  private final float[] vector;

  /// Joins the two.
  ///
  /// @param vector unit vector; copied
  public StoredVector(IndexedImage image, float[] vector) {
    this.image = image;
    this.vector = vector.clone();
  }

  /// The same image and vector, lying at other files.
  public StoredVector withFiles(List<IndexedFile> files) {
    return new StoredVector(new IndexedImage(image.id(), files, image.facts()), vector);
  }

  /// The image.
  public IndexedImage image() {
    return image;
  }

  /// A copy of its unit vector.
  public float[] vector() {
    return vector.clone();
  }
}
