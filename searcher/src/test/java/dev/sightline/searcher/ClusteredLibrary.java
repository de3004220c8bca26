package dev.sightline.searcher;

import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryState;
import dev.sightline.library.VectorStorage;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.searcher.lucene.LuceneRetriever;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;

/// A library of vectors that lie in clusters, as those of photos do: independent random vectors are
/// all equally far apart, and their recall would say nothing. Knows its own vectors, for comparing.
public final class ClusteredLibrary implements AutoCloseable {
  static final int DIMENSION = 32;
  private static final int CLUSTERS = 60;
  private static final double SPREAD = 0.6;

  private final Random random;
  private final List<float[]> centres = new ArrayList<>();
  private final Map<String, float[]> vectors = new LinkedHashMap<>();
  private final LibraryWriter writer;
  private final LibraryReader reader;

  public ClusteredLibrary(Path folder, long seed) {
    this(folder, seed, VectorStorage.FLOAT32);
  }

  public ClusteredLibrary(Path folder, long seed, VectorStorage storage) {
    random = new Random(seed);
    for (int i = 0; i < CLUSTERS; i++) {
      centres.add(unit(new float[DIMENSION], 1));
    }
    writer =
        LibraryWriter.open(
            folder, new LibraryModel("clusters", "ffff", "ffff", DIMENSION, folder.toString()));
    writer.setVectorStorage(storage);
    reader = LibraryReader.open(folder);
  }

  /// Keeps the vectors of segments to come another way, as a library that others were merged into.
  void keepFromNowOn(VectorStorage storage) {
    LibraryState state = writer.state();
    writer.setState(
        new LibraryState(
            state.model(),
            state.otherModels(),
            state.roots(),
            state.lastRunMillis(),
            state.captions(),
            storage));
  }

  /// Adds so many images and commits, which makes a segment.
  public void addSegment(int images) {
    for (int i = 0; i < images; i++) {
      put("id" + vectors.size(), nearACentre());
    }
    commit();
  }

  public void put(String id, float[] vector) {
    put(image(id, Optional.empty(), vectors.size()), vector);
  }

  public void put(IndexedImage image, float[] vector) {
    vectors.put(image.id(), vector);
    writer.put(image, vector);
  }

  public static IndexedImage image(String id, Optional<LocalDateTime> taken, long fileSeconds) {
    var file = new IndexedFile(Path.of("/photos/" + id), 1, 1000 * fileSeconds, "");
    return new IndexedImage(
        id,
        List.of(file),
        new ImageMetadata(
            "jpeg",
            40,
            30,
            1,
            taken,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty()));
  }

  public void remove(String id) {
    vectors.remove(id);
    writer.remove(id);
  }

  public void commit() {
    writer.commit();
    reader.refresh();
  }

  public LibraryReader reader() {
    return reader;
  }

  public LuceneRetriever retriever() {
    return new LuceneRetriever(reader);
  }

  public List<String> ids() {
    return List.copyOf(vectors.keySet());
  }

  public float[] vector(String id) {
    return known(id).clone();
  }

  private float[] known(String id) {
    return Objects.requireNonNull(vectors.get(id), id);
  }

  /// A question of the same kind as the images.
  public float[] nearACentre() {
    return unit(centres.get(random.nextInt(CLUSTERS)), SPREAD);
  }

  private float[] unit(float[] around, double spread) {
    var vector = new float[DIMENSION];
    double squares = 0;
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) (around[i] + spread * random.nextGaussian() / Math.sqrt(DIMENSION));
      squares += vector[i] * vector[i];
    }
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }

  /// The slow, obvious answer: every image by falling cosine.
  public List<String> byCosine(float[] query) {
    return vectors.keySet().stream()
        .sorted(Comparator.comparingDouble(id -> -cosine(query, known(id))))
        .toList();
  }

  public double cosine(float[] query, String id) {
    return cosine(query, known(id));
  }

  private static double cosine(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (double) left[i] * right[i];
    }
    return sum;
  }

  @Override
  public void close() {
    reader.close();
    writer.close();
  }
}
