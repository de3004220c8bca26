package dev.sightline.cluster;

import dev.sightline.cluster.connection.ClusterAddress;
import dev.sightline.cluster.connection.ClusterSettings;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.image.Embedding;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.searcher.query.Query.SortOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;

/// Libraries of images of nothing, and collections for them.
public final class Collections {
  /// Their model, which there is not.
  public static final LibraryModel MODEL =
      new LibraryModel("plain", "p1", "t1", 16, "/models/plain");

  /// Nodes that do not answer are given up soon.
  public static final ClusterSettings SETTINGS = ClusterSettings.USUAL.with(Duration.ofSeconds(20));

  private Collections() {}

  /// A library in a folder.
  public static Path library(Path folder, LibraryModel model, int images) {
    try (var writer = LibraryWriter.open(folder, model)) {
      var random = new Random(images);
      for (int i = 0; i < images; i++) {
        writer.put(
            new StoredVector(
                image(i),
                model.imageFingerprint(),
                new Embedding(vector(random, model.dimension()))));
      }
      writer.commit();
    }
    return folder;
  }

  public static String id(int number) {
    return "%032x".formatted(number);
  }

  private static IndexedImage image(int number) {
    return new IndexedImage(
        id(number),
        List.of(
            new IndexedFile(Path.of("/photos/%d.jpg".formatted(number)), 10, 1000L * number, "")),
        new ImageMetadata(
            "jpeg",
            40,
            30,
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty()));
  }

  static float[] vector(Random random, int dimension) {
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

  public static ClusterLibrary open(ClusterAddress address, Path scratch) {
    return ClusterLibrary.open(address, SETTINGS, scratch.resolve("learned"), false);
  }

  public static void create(ClusterAddress address, int shards, int replicas) {
    ClusterCreation.create(address, SETTINGS, new ClusterCreation.Plan(MODEL, shards, replicas));
  }

  /// All ids, by a list and by a visit, which must agree.
  public static List<String> ids(ClusterLibrary library) {
    library.refresh();
    return library.retriever().listed(List.of(), SortOrder.NAME, 100_000).ids().stream()
        .sorted()
        .toList();
  }
}
