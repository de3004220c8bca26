package dev.sightline.indexer;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.indexer.pipeline.ImageEmbedder;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.indexer.run.RecentRemovals;
import dev.sightline.indexer.walk.RunScope;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.lucene.FolderLocation;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.models.ClipModel;
import dev.sightline.models.ImageEncoder;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.testkit.Project;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/// A folder of tiny images and its library, for tests of indexing.
public final class PhotoFolder {
  public static final Path PROJECT = Project.root();

  /// One for all tests: loading it again would only cost time.
  private static final ClipModel MODEL =
      ClipModel.open(PROJECT.resolve("models/sightline-tiny"), ModelOptions.DEFAULT);

  private final Path photos;
  private final Path library;

  public PhotoFolder(Path temporary) throws IOException {
    photos = Files.createDirectories(temporary.resolve("photos")).toRealPath();
    library = temporary.resolve("library");
  }

  public Path photos() {
    return photos;
  }

  public Path library() {
    return library;
  }

  public static IndexSettings settings() {
    return new IndexSettings(
        2, false, false, Optional.empty(), Optional.empty(), "test", Clock.systemUTC());
  }

  public static ImageEncoder imageEncoder() {
    return MODEL.imageEncoder();
  }

  public static Indexer indexer(IndexSettings settings) {
    return indexer(settings, ImageDecoder.create(DecodeLimits.DEFAULT));
  }

  static Indexer indexer(IndexSettings settings, ImageDecoder decoder) {
    return new Indexer(MODEL, decoder, DecodeLimits.DEFAULT, settings);
  }

  public static ImageEmbedder embedder() {
    return new ImageEmbedder(
        MODEL, ImageDecoder.create(DecodeLimits.DEFAULT), DecodeLimits.DEFAULT, settings());
  }

  /// A PNG of one colour; another number is another image.
  public static byte[] image(int colour) {
    var image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 8; x++) {
        image.setRGB(x, y, colour * 2_654_435 + x * 77 + y * 1_000);
      }
    }
    return png(image);
  }

  /// A PNG of one colour everywhere, 0xRRGGBB.
  public static byte[] plain(int colour) {
    var image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64; i++) {
      image.setRGB(i % 8, i / 8, colour);
    }
    return png(image);
  }

  private static byte[] png(BufferedImage image) {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public Path write(String name, byte[] bytes) throws IOException {
    Path file = photos.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  public IndexReport index() {
    return index(settings(), List.of());
  }

  /// Runs a partial index run on the existing library.
  public Indexer.WatchRun indexPart(IndexSettings settings, RunScope scope) {
    try (var place = new FolderLocation(library)) {
      return indexer(settings).runPart(place, scope, new IndexProgress(), RecentRemovals.none());
    }
  }

  public IndexReport index(IndexSettings settings, List<String> excludes) {
    return indexer(settings)
        .run(library, List.of(new LibraryRoot(photos, excludes)), new IndexProgress());
  }

  public IndexReport index(IndexSettings settings, ImageDecoder decoder) {
    return indexer(settings, decoder)
        .run(library, List.of(new LibraryRoot(photos, List.of())), new IndexProgress());
  }

  /// Every path in the library with the id of its image.
  public Map<Path, String> indexed() {
    var found = new TreeMap<Path, String>();
    for (IndexedImage image : images()) {
      image.paths().forEach(path -> found.put(path, image.id()));
    }
    return found;
  }

  /// Every image of the library.
  public List<IndexedImage> images() {
    var images = new ArrayList<IndexedImage>();
    try (var reader = LibraryReader.open(library);
        var known = reader.knownFiles()) {
      known.forEachUnseen(
          file ->
              file.imageId()
                  .flatMap(reader::image)
                  .filter(image -> image.path().equals(file.file().path()))
                  .ifPresent(images::add));
    }
    return images;
  }

  public List<String> quarantined() {
    try (var reader = LibraryReader.open(library)) {
      return reader.quarantined().stream()
          .map(it -> photos.relativize(it.file().path()) + " " + it.reason())
          .toList();
    }
  }
}
