package dev.sightline.searcher;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.image.Embedding;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.searcher.encoding.RandomLibrary;
import dev.sightline.searcher.lucene.LuceneLibrary;
import dev.sightline.searcher.query.Query;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// What a library of the contract holds: images that differ in everything that can be asked for,
/// with vectors that lie in clusters, as those of photos do.
///
/// @param model whose vectors they are said to be
/// @param roots the folders that they lie in
/// @param images each with its vector
public record LibraryContents(
    LibraryModel model, List<LibraryRoot> roots, List<StoredVector> images) {
  /// Numbers of a vector.
  public static final int DIMENSION = 32;

  private static final int CENTRES = 40;
  private static final double SPREAD = 0.6;

  /// Copies the lists.
  public LibraryContents {
    roots = List.copyOf(roots);
    images = List.copyOf(images);
  }

  /// The same at every time.
  public static LibraryContents random() {
    var model = new LibraryModel("contract", "cccc", "dddd", DIMENSION, "/models/contract");
    var random = new Random(11);
    var images = new ArrayList<StoredVector>();
    for (int i = 0; i < RandomLibrary.IMAGES; i++) {
      IndexedImage image = RandomLibrary.image(random, i);
      images.add(new StoredVector(image, model.imageFingerprint(), new Embedding(vector(random))));
    }
    return new LibraryContents(
        model, List.of(new LibraryRoot(RandomLibrary.ROOT, List.of())), images);
  }

  /// A unit vector near one of the centres: an image's, or a question's of the same kind.
  public static float[] vector(Random random) {
    var centre = new Random(random.nextInt(CENTRES));
    var vector = new float[DIMENSION];
    double squares = 0;
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) (centre.nextGaussian() + SPREAD * random.nextGaussian());
      squares += vector[i] * vector[i];
    }
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  /// Writes them to a folder as a library of this machine, in several segments.
  ///
  /// @return the caller closes it
  public LuceneLibrary writeTo(Path folder) {
    try (var writer = LibraryWriter.open(folder, model)) {
      writer.setState(writer.state().withRoots(roots));
      for (int i = 0; i < images.size(); i++) {
        writer.put(images.get(i));
        if (i % 90 == 0) {
          writer.commit();
        }
      }
      writer.commit();
    }
    return new LuceneLibrary(LibraryReader.open(folder));
  }

  /// The image of an id that is there.
  public StoredVector stored(String id) {
    return images.stream().filter(it -> it.image().id().equals(id)).findFirst().orElseThrow();
  }

  public IndexedImage image(String id) {
    return stored(id).image();
  }

  public double cosine(float[] query, String id) {
    return Vectors.dot(query, stored(id).vector());
  }

  /// The slow, obvious answer: every image by falling cosine.
  public List<String> byCosine(float[] query) {
    return images.stream()
        .sorted(Comparator.comparingDouble(it -> -Vectors.dot(query, it.vector())))
        .map(it -> it.image().id())
        .toList();
  }

  /// The ids of the images that satisfy filters, in order, found by looking at each.
  public List<String> satisfying(List<Query.Filter> filters) {
    var oracle = new FilterOracle(RandomLibrary.ROOT);
    return images.stream()
        .map(StoredVector::image)
        .filter(it -> oracle.satisfies(it, filters))
        .map(IndexedImage::id)
        .sorted()
        .toList();
  }
}
