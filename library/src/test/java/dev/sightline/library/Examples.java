package dev.sightline.library;

import dev.sightline.library.image.Embedding;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;

/// Images, files and models to fill libraries with.
public final class Examples {
  public static final int DIMENSION = 4;
  public static final LibraryModel MODEL = model("tiny", "aaaa", DIMENSION);

  private Examples() {}

  public static LibraryModel model(String name, String fingerprint, int dimension) {
    return new LibraryModel(name, fingerprint, "text-" + fingerprint, dimension, "/models/" + name);
  }

  /// An image with the least metadata.
  public static IndexedImage image(String id, String... paths) {
    return new IndexedImage(id, Stream.of(paths).map(Examples::file).toList(), bareFacts());
  }

  public static IndexedFile file(String path) {
    return new IndexedFile(
        Path.of(path), 1000 + path.length(), 1_600_000_000_000L, "key of " + path);
  }

  public static QuarantinedFile quarantined(String path) {
    return new QuarantinedFile(
        file(path), "TRUNCATED", "The file is cut short.", 17, "0.1.0", Optional.of("HEIC: none"));
  }

  public static ImageMetadata bareFacts() {
    return new ImageMetadata(
        "jpeg",
        4032,
        3024,
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  /// A unit vector that depends on the seed alone.
  public static float[] vector(long seed, int dimension) {
    var random = new Random(seed);
    var vector = new float[dimension];
    double squares = 0;
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
      squares += vector[i] * vector[i];
    }
    for (int i = 0; i < dimension; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  public static float[] vector(long seed) {
    return vector(seed, DIMENSION);
  }

  public static StoredVector stored(IndexedImage image) {
    return new StoredVector(
        image, MODEL.imageFingerprint(), new Embedding(vector(image.id().hashCode())));
  }

  /// A library of one commit with these images.
  public static void library(Path folder, IndexedImage... images) {
    try (var writer = LibraryWriter.open(folder, MODEL)) {
      for (IndexedImage image : images) {
        writer.put(image, vector(image.id().hashCode()));
      }
      writer.commit();
    }
  }

  public static List<String> ids(Path folder, String... candidates) {
    try (var reader = LibraryReader.open(folder)) {
      return Stream.of(candidates).filter(reader::contains).toList();
    }
  }
}
