package dev.sightline.searcher.encoding;

import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.image.Annotations;
import dev.sightline.library.image.Attachments;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;

/// A library of images that differ in everything that can be asked for, in several segments.
public final class RandomLibrary implements AutoCloseable {
  public static final Path ROOT = Path.of("/photos");
  public static final int IMAGES = 300;
  public static final int DIMENSION = 8;

  /// What these images can be asked for, in every way there is.
  public static final List<String> FILTERS =
      List.of(
          "date:2019",
          "date:2020-02",
          "date:2019..2021",
          "date:*-12-25",
          "date:*-*-07",
          "date:2020-*-25",
          "date:*-02,*-12",
          "after:2020-06",
          "before:2020-06-15",
          "camera:nikon",
          "camera:\"eos r5\"",
          "camera:canon,leica",
          "lens:50mm",
          "lens:f/1.8",
          "in:2020",
          "in:2020/holiday",
          "in:HOLIDAY",
          "in:a\\*b",
          "in:Málaga",
          "in:malaga",
          "in:MÁLAGA/",
          "in:\"quote\\\"q\"",
          "in:\"back\\slash\"",
          "name:über",
          "name:uber",
          "caption:crème",
          "caption:\"creme brulee\"",
          "tag:café",
          "name:IMG_1*",
          "name:\"img 12\"",
          "name:*.png",
          "name:grusse",
          "caption:dog",
          "caption:\"dog beach\"",
          "tag:family",
          "tag:\"big dog\"",
          "rating:5",
          "rating:>=3",
          "ext:jpg",
          "ext:png,heic",
          "orientation:square",
          "orientation:portrait",
          "size:>1MB",
          "size:500KB..2MB",
          "width:>=1000",
          "height:<500",
          "near:48.85,2.35,20km",
          "near:0,179.99,100km",
          "has:gps",
          "has:date",
          "has:camera",
          "has:caption",
          "has:duplicates",
          "iso:<400",
          "iso:100..800",
          "focal:24..70",
          "f:1.8",
          "f:<=2.8");

  private static final LibraryModel MODEL =
      new LibraryModel("tiny", "aaaa", "bbbb", DIMENSION, "/models/tiny");

  private final List<IndexedImage> images = new ArrayList<>();
  private final LibraryReader reader;

  public RandomLibrary(Path folder) {
    try (var writer = LibraryWriter.open(folder, MODEL)) {
      writer.setState(writer.state().withRoots(List.of(new LibraryRoot(ROOT, List.of()))));
      var random = new Random(7);
      for (int i = 0; i < IMAGES; i++) {
        IndexedImage image = image(random, i);
        images.add(image);
        writer.put(image, vector(random));
        if (i % 90 == 0) {
          writer.commit();
        }
      }
      writer.commit();
    }
    reader = LibraryReader.open(folder);
  }

  public List<IndexedImage> images() {
    return List.copyOf(images);
  }

  public LibraryReader reader() {
    return reader;
  }

  @Override
  public void close() {
    reader.close();
  }

  public static float[] vector(Random random) {
    var sum = new VectorSum();
    var vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    sum.add(vector, 1);
    return sum.unit().orElseThrow();
  }

  public static <T> T one(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static <T> Optional<T> maybe(Random random, List<T> values) {
    return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(one(random, values));
  }

  public static IndexedImage image(Random random, int number) {
    var files = new ArrayList<IndexedFile>();
    long bytes = random.nextLong(3_000_000);
    for (int i = 0; i < (random.nextInt(5) == 0 ? 2 : 1); i++) {
      String name =
          one(
                  random,
                  List.of(
                      "",
                      "2020/",
                      "2020/holiday/",
                      "2020b/",
                      "holiday/",
                      "a*b/",
                      "Ma\u0301laga/", // decomposed, as macOS writes it
                      "quote\"q/",
                      "back\\slash/"))
              + one(random, List.of("IMG_1%d", "img-%d", "Grüße %d", "x12_%d", "u\u0308ber %d"))
                  .formatted(10 * number + i)
              + one(random, List.of(".jpg", ".JPG", ".png", ".heic"));
      files.add(
          new IndexedFile(
              ROOT.resolve(name),
              bytes,
              1_550_000_000_000L + random.nextLong(100_000_000_000L),
              "",
              random.nextBoolean() ? Attachments.NOTHING : beside(random)));
    }
    int width = random.nextInt(1, 2000);
    return new IndexedImage(
        "%032x".formatted(number),
        files,
        new ImageMetadata(
            "jpeg",
            width,
            random.nextInt(4) == 0 ? width : random.nextInt(1, 2000),
            1,
            random.nextBoolean()
                ? Optional.of(
                    LocalDateTime.of(
                        random.nextInt(2018, 2023),
                        one(random, List.of(1, 2, 6, 12)),
                        one(random, List.of(1, 7, 14, 25)),
                        random.nextInt(24),
                        random.nextInt(60),
                        random.nextInt(60)))
                : Optional.empty(),
            Optional.empty(),
            maybe(random, List.of("NIKON CORPORATION", "Canon", "Leica")),
            maybe(random, List.of("NIKON D750", "Canon EOS R5", "Q2")),
            maybe(random, List.of("50mm f/1.8", "RF24-70mm F2.8 L")),
            maybe(
                random,
                List.of(
                    new ImageMetadata.Place(48.86, 2.34),
                    new ImageMetadata.Place(0, -179.95),
                    new ImageMetadata.Place(-33.8, 151.2))),
            random.nextBoolean()
                ? OptionalInt.of(one(random, List.of(100, 400, 3200)))
                : OptionalInt.empty(),
            random.nextBoolean()
                ? OptionalDouble.of(one(random, List.of(24.0, 50.0, 200.0)))
                : OptionalDouble.empty(),
            random.nextBoolean()
                ? OptionalDouble.of(one(random, List.of(1.8, 2.8, 8.0)))
                : OptionalDouble.empty(),
            annotations(random)));
  }

  private static Attachments beside(Random random) {
    return new Attachments("x", annotations(random), List.of(), random.nextInt(4) == 0);
  }

  private static Annotations annotations(Random random) {
    return new Annotations(
        maybe(random, List.of("A dog", "The Beach")),
        Optional.empty(),
        maybe(random, List.of("a dog on a beach", "Käse", "cre\u0300me bru\u0302le\u0301e"))
            .stream()
            .toList(),
        maybe(random, List.of("family", "big dog", "big", "dog", "Cafe\u0301")).stream().toList(),
        random.nextBoolean() ? OptionalInt.of(random.nextInt(6)) : OptionalInt.empty());
  }
}
