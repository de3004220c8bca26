package dev.sightline.indexer.tasks;

import dev.sightline.base.concurrent.BoundedExecutor;
import dev.sightline.images.DecodedImage;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.Thumbnails;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.ThumbnailFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Optional;

/// Makes the missing thumbnails of a library, so that it can be copied without its photos. Indexing
/// does not make them, because the model needs smaller images and most thumbnails are never shown.
public final class ThumbnailRun {
  private final ImageDecoder decoder;
  private final int threads;

  /// Prepares a run.
  ///
  /// @param threads number of images decoded at once, at least 1
  public ThumbnailRun(ImageDecoder decoder, int threads) {
    this.decoder = decoder;
    this.threads = threads;
  }

  /// The result of a run.
  ///
  /// @param made number of thumbnails made, including replaced damaged ones
  /// @param kept number of existing thumbnails
  /// @param impossible number of images without a thumbnail whose file is missing or unreadable
  public record Outcome(int made, int kept, int impossible) {}

  /// Makes the missing thumbnails of all images.
  ///
  /// @throws UncheckedIOException if a thumbnail cannot be written
  public Outcome run(LibraryReader library) {
    ThumbnailFolder thumbnails = library.thumbnails();
    var counts = new EnumMap<Thumbnail, Integer>(Thumbnail.class);
    try (var executor =
        new BoundedExecutor<Thumbnail>(
            "sightline-thumbnails",
            threads,
            2 * threads,
            it -> counts.merge(it, 1, Integer::sum))) {
      library.forEach(stored -> executor.submit(() -> make(stored.image(), thumbnails)));
      executor.finish();
    }
    return new Outcome(
        counts.getOrDefault(Thumbnail.MADE, 0),
        counts.getOrDefault(Thumbnail.KEPT, 0),
        counts.getOrDefault(Thumbnail.IMPOSSIBLE, 0));
  }

  /// The outcome of one image.
  private enum Thumbnail {
    MADE,
    KEPT,
    IMPOSSIBLE
  }

  private Thumbnail make(IndexedImage image, ThumbnailFolder thumbnails) {
    try {
      if (thumbnails.isWhole(image.id())) {
        return Thumbnail.KEPT;
      }
      Optional<Path> file = image.paths().stream().filter(Files::isRegularFile).findFirst();
      if (file.isEmpty()) {
        return Thumbnail.IMPOSSIBLE;
      }
      int shortSide = Thumbnails.decodeShortSide(image.facts().width(), image.facts().height());
      DecodedImage decoded = decoder.decodeForDisplay(ImageSource.ofFile(file.get()), shortSide);
      thumbnails.write(image.id(), Thumbnails.jpeg(decoded.pixels(), Thumbnails.LONG_SIDE));
      return Thumbnail.MADE;
    } catch (UnreadableImageException e) {
      return Thumbnail.IMPOSSIBLE;
    } catch (IOException e) {
      throw new UncheckedIOException("writing a thumbnail of " + image.path(), e);
    }
  }
}
