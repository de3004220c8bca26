package dev.sightline.evaluation.labelled;

import dev.sightline.base.vectors.Vectors;
import java.nio.file.Path;

/// A picture as the image encoder gives it, with its class.
public final class LabelledImage {
  private final Path file;
  private final ContentHash hash;
  private final int label;
  private final float[] output;
  private final float[] embedding;

  /// @param output the encoder's own numbers; kept, not copied
  public LabelledImage(Path file, ContentHash hash, int label, float[] output) {
    this.file = file;
    this.hash = hash;
    this.label = label;
    this.output = output;
    this.embedding = output.clone();
    Vectors.normalize(embedding);
  }

  /// The picture.
  public Path file() {
    return file;
  }

  /// Of the picture's bytes.
  public ContentHash hash() {
    return hash;
  }

  /// The index of its class.
  public int label() {
    return label;
  }

  /// The encoder's numbers before they are normalized; read, never written.
  public float[] output() {
    return output;
  }

  /// The unit vector; read, never written.
  public float[] embedding() {
    return embedding;
  }
}
