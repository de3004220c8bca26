package dev.sightline.benchmarks;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.indexer.Indexer;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.indexer.walk.MetadataVersion;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.image.FileStamp;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/// Files per second that an index run checks when nothing has changed, against a bare walk that
/// asks for each file's size and time and does nothing with them. Both in one process, by turns, on
/// a warm cache.
///
/// Files are real, small and different; the library is filled with records of them directly, so
/// that nothing need be embedded first.
///
/// Run: `benchmarks/run.sh walk 200000`. Table: `docs/explanation/performance/indexing.md`.
public final class WalkSpeed {
  private static final int A_FOLDER = 500;
  private static final int ROUNDS = 9;
  private static final int SIDE = 8;

  private WalkSpeed() {}

  /// Takes the number of files.
  public static void main(String[] arguments) throws IOException {
    int files = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
    Path photos = photos(files).toRealPath();
    try (var model = ClipModel.open(Project.bundledModel(), ModelOptions.DEFAULT)) {
      Path library = library(model, photos, files);
      var bare = new double[ROUNDS];
      var run = new double[ROUNDS];
      for (int round = -2; round < ROUNDS; round++) { // the first two warm up
        double walked = files / bareWalk(photos, files);
        double checked = files / indexRun(model, library, photos, files);
        if (round >= 0) {
          bare[round] = walked;
          run[round] = checked;
        }
      }
      double bareMedian = Project.percentile(bare, 0.5);
      double runMedian = Project.percentile(run, 0.5);
      System.out.printf(
          Locale.ROOT,
          "%,d files, %d rounds: index run %,.0f files/s (least %,.0f), bare walk %,.0f files/s;"
              + " %.0f %%%n",
          files,
          ROUNDS,
          runMedian,
          Project.percentile(run, 0),
          bareMedian,
          100 * runMedian / bareMedian);
    }
  }

  /// Seconds of a walk that only looks.
  private static double bareWalk(Path photos, int expected) throws IOException {
    long start = System.nanoTime();
    var sum = new long[2];
    Files.walkFileTree(
        photos,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            sum[0]++;
            sum[1] += attributes.size() ^ attributes.lastModifiedTime().toMillis();
            return FileVisitResult.CONTINUE;
          }
        });
    if (sum[0] != expected || sum[1] == 0) {
      throw new IllegalStateException("walked %,d files of %,d".formatted(sum[0], expected));
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /// Seconds of a whole run, from opening the library to its last commit.
  private static double indexRun(ClipModel model, Path library, Path photos, int expected) {
    long start = System.nanoTime();
    var report =
        new Indexer(
                model,
                ImageDecoder.create(DecodeLimits.DEFAULT),
                DecodeLimits.DEFAULT,
                IndexSettings.usual("benchmark"))
            .run(library, List.of(new LibraryRoot(photos, List.of())), new IndexProgress());
    if (report.unchanged() != expected) {
      throw new IllegalStateException(
          "%,d of %,d files were unchanged".formatted(report.unchanged(), expected));
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static Path photos(int files) throws IOException {
    Path folder = Project.scratch("photos-tiny-" + files);
    for (int number = 0; number < files; number++) {
      Path file = file(folder, number);
      if (!Files.exists(file)) {
        Files.createDirectories(file.getParent());
        Files.write(file, picture(number));
      }
    }
    return folder;
  }

  private static Path file(Path folder, int number) {
    return folder
        .resolve("%04d".formatted(number / A_FOLDER))
        .resolve("p%07d.png".formatted(number));
  }

  /// A PNG whose pixels spell the number.
  private static byte[] picture(int number) throws IOException {
    var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SIDE * SIDE; i++) {
      image.setRGB(i % SIDE, i / SIDE, number * 2_654_435 + i * 77_003);
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private static Path library(ClipModel model, Path photos, int files) throws IOException {
    Path folder = Project.scratch("library-tiny-" + files);
    if (Files.exists(folder.resolve("index"))) {
      return folder;
    }
    int dimension = model.textEncoder().dimension();
    var vectors = SyntheticVectors.clustered(dimension);
    try (var writer = LibraryWriter.open(folder, Indexer.libraryModel(model, dimension))) {
      for (int number = 0; number < files; number++) {
        IndexedImage synthetic = SyntheticPhotos.image(number);
        var file =
            FileStamp.of(file(photos, number))
                .orElseThrow()
                .withMetadataVersion(MetadataVersion.CURRENT);
        writer.put(
            new IndexedImage(synthetic.id(), List.of(file), synthetic.facts()),
            vectors.vector(number));
      }
      writer.commit();
    }
    return folder;
  }
}
