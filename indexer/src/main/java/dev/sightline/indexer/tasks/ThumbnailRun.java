package dev.sightline.indexer.tasks;

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
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes the thumbnails that a library lacks, so that it can be carried without its photos.
/// Indexing does not make them: decoding for the model is four times smaller, and most are never
/// looked at.
public final class ThumbnailRun {
  private final ImageDecoder decoder;
  private final int threads;
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger kept = new AtomicInteger();
  private final AtomicInteger impossible = new AtomicInteger();

  /// @param threads pictures decoded at once, at least 1
  public ThumbnailRun(ImageDecoder decoder, int threads) {
    this.decoder = decoder;
    this.threads = threads;
  }

  /// What was done.
  ///
  /// @param made thumbnails made, those that were broken included
  /// @param kept thumbnails that were there
  /// @param impossible images without one whose file is not here or cannot be read
  public record Outcome(int made, int kept, int impossible) {}

  /// Goes through all images of a library.
  ///
  /// @throws UncheckedIOException if a thumbnail cannot be written
  public Outcome run(LibraryReader library) {
    ThumbnailFolder thumbnails = library.thumbnails();
    var waiting = new Semaphore(2 * threads); // or a million images would wait in memory
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      var work = new ArrayDeque<Future<?>>();
      library.forEach(
          stored -> {
            waiting.acquireUninterruptibly();
            work.add(
                pool.submit(
                    () -> {
                      try {
                        make(stored.image(), thumbnails);
                      } finally {
                        waiting.release();
                      }
                    }));
            while (!work.isEmpty() && work.peek().isDone()) {
              result(work.remove());
            }
          });
      work.forEach(ThumbnailRun::result);
    }
    return new Outcome(made.get(), kept.get(), impossible.get());
  }

  private static void result(Future<?> work) {
    try {
      work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("making a thumbnail failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while thumbnails were made", e);
    }
  }

  private void make(IndexedImage image, ThumbnailFolder thumbnails) {
    try {
      if (thumbnails.isWhole(image.id())) {
        kept.incrementAndGet();
        return;
      }
      Optional<Path> file = image.paths().stream().filter(Files::isRegularFile).findFirst();
      if (file.isEmpty()) {
        impossible.incrementAndGet();
        return;
      }
      int shortSide = Thumbnails.decodeShortSide(image.facts().width(), image.facts().height());
      DecodedImage decoded = decoder.decodeForDisplay(ImageSource.ofFile(file.get()), shortSide);
      thumbnails.write(image.id(), Thumbnails.jpeg(decoded.pixels(), Thumbnails.LONG_SIDE));
      made.incrementAndGet();
    } catch (UnreadableImageException e) {
      impossible.incrementAndGet();
    } catch (IOException e) {
      throw new UncheckedIOException("writing a thumbnail of " + image.path(), e);
    }
  }
}
