package dev.sightline.searcher.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.image.ImageHash;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.searcher.duplicates.CandidateSource;
import dev.sightline.searcher.duplicates.DuplicateCandidate;
import dev.sightline.searcher.duplicates.DuplicateRule;
import dev.sightline.searcher.duplicates.QuadraticDuplicates;
import dev.sightline.searcher.lucene.LuceneRetriever;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.query.QueryParser;
import dev.sightline.searcher.retrieval.Retriever;
import dev.sightline.testkit.RandomSeeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/// `has:duplicates` leaves exactly the images that are the same picture as another, or lie at
/// several paths, whatever became of the library before.
class DuplicatesFilterTest {
  private static final int IMAGES = 120;
  private static final int DIMENSION = 16;
  private static final LibraryModel MODEL =
      new LibraryModel("tiny", "aaaa", "bbbb", DIMENSION, "/models/tiny");

  @TempDir private Path folder;

  /// What is in the library, and the vectors.
  private final Map<String, IndexedImage> images = new TreeMap<>();

  private final Map<String, float[]> vectors = new TreeMap<>();

  private static Set<String> found(Retriever retriever, String filter) {
    var listed =
        retriever.listed(QueryParser.parse(filter).filters(), Query.SortOrder.NEWEST, 2 * IMAGES);
    var ids = new TreeSet<String>();
    ids.addAll(listed.ids());
    return ids;
  }

  /// The slow, obvious answer.
  private Set<String> expected() {
    var ids = new TreeSet<String>();
    images.values().stream().filter(it -> it.files().size() > 1).forEach(it -> ids.add(it.id()));
    for (String group : QuadraticDuplicates.of(new InMemory(List.copyOf(images.values())))) {
      ids.addAll(List.of(group.substring("re-encoded: ".length()).split(" ")));
    }
    return ids;
  }

  private final class InMemory implements CandidateSource {
    private final List<IndexedImage> all;

    InMemory(List<IndexedImage> all) {
      this.all = all;
    }

    @Override
    public List<DuplicateCandidate> pictures() {
      var pictures = new ArrayList<DuplicateCandidate>();
      for (int i = 0; i < all.size(); i++) {
        pictures.add(DuplicateCandidate.of(i, all.get(i)));
      }
      return pictures;
    }

    @Override
    public double cosine(DuplicateCandidate one, DuplicateCandidate other) {
      return Vectors.dot(
          vectors.getOrDefault(one.id(), new float[DIMENSION]),
          vectors.getOrDefault(other.id(), new float[DIMENSION]));
    }

    @Override
    public IndexedImage image(DuplicateCandidate picture) {
      return all.get(picture.number());
    }
  }

  private IndexedImage image(int number, ImageHash hash, Random random) {
    var files = new ArrayList<IndexedFile>();
    for (int i = 0; i <= (random.nextInt(8) == 0 ? 1 : 0); i++) {
      files.add(new IndexedFile(Path.of("/photos/%d-%d.jpg".formatted(number, i)), 1000, 5, ""));
    }
    var facts =
        new ImageMetadata(
            "jpeg",
            100 * random.nextInt(1, 6),
            100,
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
    return new IndexedImage("%032x".formatted(number), files, facts.withHash(hash));
  }

  private static ImageHash flipped(ImageHash hash, int bits, Random random) {
    var words = new long[] {hash.a(), hash.b(), hash.c(), hash.d()};
    for (int i = 0; i < bits; i++) {
      words[random.nextInt(words.length)] ^= 1L << random.nextInt(Long.SIZE);
    }
    return ImageHash.of(words);
  }

  private static float[] near(float[] vector, double spread, Random random) {
    var sum = new VectorSum();
    var noise = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      noise[i] = (float) (vector[i] + spread * random.nextGaussian() / Math.sqrt(DIMENSION));
    }
    sum.add(noise, 1);
    return sum.unit().orElseThrow();
  }

  private void fill(LibraryWriter writer, int from, int to, Random random) {
    var hash = new ImageHash(1, 2, 3, 4);
    var vector = near(new float[DIMENSION], 1, random);
    for (int i = from; i < to; i++) {
      boolean related = random.nextInt(3) > 0;
      hash = flipped(hash, related ? random.nextInt(35) : 200, random);
      vector = near(vector, random.nextBoolean() ? 0.1 : 0.9, random);
      IndexedImage image = image(i, hash, random);
      images.put(image.id(), image);
      vectors.put(image.id(), vector);
      writer.put(image, vector);
      if (i % 30 == 0) {
        writer.commit(); // several segments
      }
    }
    writer.quarantine(
        new QuarantinedFile(
            new IndexedFile(Path.of("/photos/bad" + from), 7, 7, ""),
            "CORRUPT",
            "cut short",
            1,
            "1",
            Optional.empty()));
    writer.commit();
  }

  @ParameterizedTest(name = "seed {0}")
  @RandomSeeds(5)
  void the_filter_and_its_opposite_are_exact_also_after_changes(long seed) {
    var random = new Random(seed);
    try (var writer = LibraryWriter.open(folder.resolve("library"), MODEL)) {
      fill(writer, 0, IMAGES / 2, random);
      try (var reader = LibraryReader.open(folder.resolve("library"))) {
        var retriever = new LuceneRetriever(reader);
        Set<String> before = expected();
        assertThat(found(retriever, "has:duplicates")).isEqualTo(before);

        for (String id : List.copyOf(images.keySet()).subList(0, 20)) {
          writer.remove(id);
          images.remove(id);
        }
        fill(writer, IMAGES / 2, IMAGES, random);
        assertThat(found(retriever, "has:duplicates")).as("not yet seen").isEqualTo(before);

        reader.refresh();
        var others = new TreeSet<>(images.keySet());
        others.removeAll(expected());
        assertThat(found(retriever, "has:duplicates")).isEqualTo(expected());
        assertThat(found(retriever, "-has:duplicates")).isEqualTo(others);
        assertThat(retriever.duplicates(DuplicateRule.DEFAULT).ids()).isEqualTo(expected());
      }
    }
  }

  @Test
  void a_library_without_images_has_no_duplicates() {
    LibraryWriter.open(folder.resolve("library"), MODEL).close();

    try (var reader = LibraryReader.openReadOnly(folder.resolve("library"))) {
      var retriever = new LuceneRetriever(reader);
      assertThat(found(retriever, "has:duplicates")).isEmpty();
      assertThat(retriever.duplicates(DuplicateRule.DEFAULT).images()).isZero();
    }
  }
}
