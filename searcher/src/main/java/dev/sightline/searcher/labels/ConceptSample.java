package dev.sightline.searcher.labels;

/// An example of a concept with its vector. Immutable.
public final class ConceptSample {
  private final Concept.Example example;
  private final float[] vector;

  /// @param vector unit vector of the model in use; copied
  public ConceptSample(Concept.Example example, float[] vector) {
    this.example = example;
    this.vector = vector.clone();
  }

  Concept.Example example() {
    return example;
  }

  /// Not to be changed.
  float[] vector() {
    return vector;
  }
}
