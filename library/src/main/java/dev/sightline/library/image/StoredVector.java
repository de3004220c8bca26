package dev.sightline.library.image;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An image of a library with its embeddings: one of the model that the library is searched with,
/// and possibly others of previous or future models. Immutable.
public final class StoredVector {
  private final IndexedImage image;
  private final String model;
  private final Map<String, Embedding> embeddings;

  /// Creates an image with embeddings.
  ///
  /// @param model image fingerprint of the model of [#vector]
  /// @param embeddings by image fingerprint, including that model
  public StoredVector(IndexedImage image, String model, Map<String, Embedding> embeddings) {
    if (!embeddings.containsKey(model)) {
      throw new IllegalArgumentException(
          "image %s has no embedding of model %s".formatted(image.id(), model));
    }
    this.image = image;
    this.model = model;
    this.embeddings = Map.copyOf(embeddings);
  }

  /// An image with the embedding of one model.
  public StoredVector(IndexedImage image, String model, Embedding embedding) {
    this(image, model, Map.of(model, embedding));
  }

  /// The same image and embeddings with other files.
  public StoredVector withFiles(List<IndexedFile> files) {
    return new StoredVector(new IndexedImage(image.id(), files, image.facts()), model, embeddings);
  }

  /// The same image and embeddings with a perceptual hash.
  public StoredVector withHash(ImageHash hash) {
    var known = new IndexedImage(image.id(), image.files(), image.facts().withHash(hash));
    return new StoredVector(known, model, embeddings);
  }

  /// The same image and embeddings with metadata that was read again; the perceptual hash stays.
  public StoredVector withFacts(ImageMetadata facts, List<IndexedFile> files) {
    var hashed = image.facts().hash().map(facts::withHash).orElse(facts);
    return new StoredVector(new IndexedImage(image.id(), files, hashed), model, embeddings);
  }

  /// The same image with an added or replaced embedding.
  public StoredVector with(String otherModel, Embedding embedding) {
    var more = new HashMap<>(embeddings);
    more.put(otherModel, embedding);
    return new StoredVector(image, model, more);
  }

  /// The image.
  public IndexedImage image() {
    return image;
  }

  /// A copy of its unit vector, of the model that the library is searched with.
  public float[] vector() {
    return embedding().vector();
  }

  /// The embedding of the model that the library is searched with.
  public Embedding embedding() {
    return java.util.Objects.requireNonNull(embeddings.get(model)); // checked by the constructor
  }

  /// The embedding of one model, if it has one.
  ///
  /// @param fingerprint image fingerprint of the model
  public Optional<Embedding> embedding(String fingerprint) {
    return Optional.ofNullable(embeddings.get(fingerprint));
  }

  /// All embeddings, by image fingerprint.
  public Map<String, Embedding> embeddings() {
    return embeddings;
  }
}
