package dev.sightline.benchmarks;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.pixels.PerceptualHash;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.image.ImageHash;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.searcher.duplicates.DuplicateRule;
import dev.sightline.searcher.duplicates.Duplicates;
import dev.sightline.searcher.lucene.LuceneRetriever;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// How long finding duplicates takes as libraries grow. Hashes are of pictures: random windows of
/// photos, two laid over each other, since random bits spread better over an index than pictures
/// do. One image in twenty is a copy of the one before, with a few bits and a little of the vector
/// changed, as measured of recompressed photos.
///
/// Run: `benchmarks/run.sh duplicates-speed PHOTOS DIM|NPY SIZE…`. Table:
/// `docs/explanation/performance/quality.md`.
public final class DuplicateSpeed {
  private static final int SIDE = 96;
  private static final int COPIES = 20;
  private static final int BITS_CHANGED = 6;
  private static final int IMAGES_A_COMMIT = 20_000;

  private final List<Pixels> photos;
  private final SyntheticVectors vectors;

  private DuplicateSpeed(List<Pixels> photos, SyntheticVectors vectors) {
    this.photos = photos;
    this.vectors = vectors;
  }

  /// `PHOTOS DIM|NPY SIZE…`
  public static void main(String[] arguments) throws Exception {
    var decoder = ImageDecoder.create(DecodeLimits.DEFAULT);
    var photos = new ArrayList<Pixels>();
    try (var files = Files.walk(Path.of(arguments[0]))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".jpg")).sorted().toList()) {
        photos.add(decoder.decode(ImageSource.ofFile(file), 2 * SIDE).pixels());
      }
    }
    var speed = new DuplicateSpeed(photos, SyntheticLibrary.vectors(arguments[1]));
    System.out.println(
        "| images | seconds | groups | copies found | heap, MiB |\n|---|---|---|---|---|");
    for (int i = 2; i < arguments.length; i++) {
      speed.measure(Integer.parseInt(arguments[i]));
    }
  }

  private void measure(int size) throws IOException {
    Path folder = Project.scratch("duplicates-" + size).resolve("library");
    if (!Files.exists(folder)) {
      build(folder, size);
    }
    try (var reader = LibraryReader.open(folder)) {
      long start = System.nanoTime();
      Duplicates found = new LuceneRetriever(reader).duplicates(DuplicateRule.DEFAULT);
      double seconds = (System.nanoTime() - start) / 1e9;
      var runtime = Runtime.getRuntime();
      System.out.printf(
          Locale.ROOT,
          "| %,d | %.1f | %,d | %,d of %,d | %d |%n",
          size,
          seconds,
          found.groups().size(),
          found.ids().size() / 2,
          size / COPIES,
          (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }
  }

  private void build(Path folder, int size) {
    try (var writer = LibraryWriter.open(folder, LibraryModel.synthetic(vectors.dimension()))) {
      ImageHash last = hash(0);
      float[] vector = vectors.vector(0);
      for (int number = 0; number < size; number++) {
        boolean copy = number % COPIES == COPIES - 1;
        last = copy ? changed(last, number) : hash(number);
        vector = copy ? vector : vectors.vector(number);
        writer.put(image(number, copy, last), vector);
        if (number % IMAGES_A_COMMIT == IMAGES_A_COMMIT - 1) {
          writer.commit();
        }
      }
      writer.commit();
    }
  }

  /// A copy keeps the time at which the photo was taken.
  private static IndexedImage image(int number, boolean copy, ImageHash hash) {
    IndexedImage own = SyntheticPhotos.image(number);
    var facts = copy ? SyntheticPhotos.image(number - 1).facts() : own.facts();
    List<IndexedFile> files = own.files();
    return new IndexedImage(own.id(), files, facts.withHash(hash));
  }

  private ImageHash hash(int number) {
    var random = new SplittableRandom(number);
    byte[] blend = new byte[SIDE * SIDE * Pixels.CHANNELS];
    byte[] one = window(random);
    byte[] other = window(random);
    for (int i = 0; i < blend.length; i++) {
      blend[i] = (byte) ((2 * (one[i] & 0xFF) + (other[i] & 0xFF)) / 3);
    }
    return ImageHash.of(PerceptualHash.of(new Pixels(SIDE, SIDE, blend)));
  }

  private byte[] window(SplittableRandom random) {
    Pixels photo = photos.get(random.nextInt(photos.size()));
    int left = random.nextInt(photo.width() - SIDE + 1);
    int top = random.nextInt(photo.height() - SIDE + 1);
    boolean mirrored = random.nextBoolean();
    var window = new byte[SIDE * SIDE * Pixels.CHANNELS];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int from = (top + y) * photo.width() + left + (mirrored ? SIDE - 1 - x : x);
        System.arraycopy(
            photo.rgb(),
            from * Pixels.CHANNELS,
            window,
            (y * SIDE + x) * Pixels.CHANNELS,
            Pixels.CHANNELS);
      }
    }
    return window;
  }

  private static ImageHash changed(ImageHash hash, int seed) {
    var random = new SplittableRandom(seed);
    var words = new long[] {hash.a(), hash.b(), hash.c(), hash.d()};
    for (int i = 0; i < BITS_CHANGED; i++) {
      words[random.nextInt(words.length)] ^= 1L << random.nextInt(Long.SIZE);
    }
    return ImageHash.of(words);
  }
}
