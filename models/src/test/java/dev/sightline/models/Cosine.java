package dev.sightline.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/// The cosine of an embedding and what it should be.
final class Cosine {
  private Cosine() {}

  static double of(float[] embedding, JsonNode golden) {
    var expected = new float[golden.size()];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = (float) golden.get(i).asDouble();
    }
    return of(embedding, expected);
  }

  static double of(float[] left, float[] right) {
    assertThat(left).hasSameSizeAs(right);
    double dot = 0;
    double leftSquares = 0;
    double rightSquares = 0;
    for (int i = 0; i < left.length; i++) {
      dot += (double) left[i] * right[i];
      leftSquares += (double) left[i] * left[i];
      rightSquares += (double) right[i] * right[i];
    }
    return dot / Math.sqrt(leftSquares * rightSquares);
  }
}
