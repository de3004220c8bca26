package dev.sightline.indexer.run;

import dev.sightline.base.concurrent.BoundedExecutor;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.indexer.pipeline.ImageReading;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.library.IndexedLibrary;
import dev.sightline.library.WritableLibrary;
import dev.sightline.library.image.FileStamp;
import dev.sightline.library.image.ImageHash;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredVector;
import java.util.Optional;

/// Computes the missing perceptual hashes of a library, such as those of imported images. The
/// images are decoded, not embedded.
public final class MissingHashes {
  /// Short side of the decoded images; a hash uses 64 x 64 pixels.
  private static final int SHORT_SIDE = 128;

  private final ImageDecoder decoder;
  private final int threads;
  private final WritableLibrary writer;
  private final IndexedLibrary reader;
  private final IndexProgress progress;

  /// Prepares a run.
  ///
  /// @param threads number of images decoded at once
  /// @param reader reads the last commit
  public MissingHashes(
      ImageDecoder decoder,
      int threads,
      WritableLibrary writer,
      IndexedLibrary reader,
      IndexProgress progress) {
    this.decoder = decoder;
    this.threads = threads;
    this.writer = writer;
    this.reader = reader;
    this.progress = progress;
  }

  /// Stores the hashes and commits. Images whose files are missing, changed or unreadable are
  /// skipped.
  public void fill() {
    try (var executor =
        new BoundedExecutor<Optional<StoredVector>>(
            "sightline-hashes", threads, 2 * threads, it -> it.ifPresent(writer::put))) {
      reader.forEach(
          stored -> {
            if (stored.image().facts().hash().isPresent() || progress.stopped()) {
              return;
            }
            executor.submit(() -> hash(stored.image()).map(stored::withHash));
          });
      executor.finish();
    }
    if (writer.hasUncommittedChanges()) {
      writer.commit();
      reader.refresh();
    }
  }

  private Optional<ImageHash> hash(IndexedImage image) {
    for (IndexedFile file : image.files()) {
      if (isAsItWas(file)) {
        try {
          var decoded = decoder.decode(ImageSource.ofFile(file.path()), SHORT_SIDE);
          return Optional.of(ImageReading.hash(decoded.pixels()));
        } catch (UnreadableImageException e) {
          return Optional.empty(); // its other files hold the same bytes
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isAsItWas(IndexedFile file) {
    return FileStamp.of(file.path()).map(file::hasStampOf).orElse(false);
  }
}
