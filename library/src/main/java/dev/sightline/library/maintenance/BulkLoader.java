package dev.sightline.library.maintenance;

import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.lucene.DuplicateFolding;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import java.nio.file.Path;
import java.util.Optional;

/// Fills an empty library, all or nothing. Images with one id become one with all their paths; a
/// path of two images belongs to the newer file.
public final class BulkLoader implements AutoCloseable {
  private final Path folder;
  private final LibraryWriter writer;
  private final boolean isNew;
  private boolean committed;

  private BulkLoader(Path folder, LibraryWriter writer, boolean isNew) {
    this.folder = folder;
    this.writer = writer;
    this.isNew = isNew;
  }

  /// Whether a folder can be filled: it has no library, or one without images.
  ///
  /// @throws LibraryException if there is a library that cannot be used
  public static boolean isFree(Path folder) {
    Optional<LibraryReader> there = LibraryReader.openIfExists(folder);
    try (var _ = there.orElse(null)) {
      return there.map(it -> it.size() == 0).orElse(true);
    }
  }

  /// Opens a library, which is created if it does not exist.
  ///
  /// @param folder [#isFree]
  /// @throws LibraryException as [LibraryWriter#open]
  public static BulkLoader open(Path folder, LibraryModel model) {
    boolean isNew;
    try (var _ = LibraryReader.open(folder)) {
      isNew = false;
    } catch (LibraryException e) {
      isNew = e.reason() == LibraryException.Reason.ABSENT;
    }
    return new BulkLoader(folder, LibraryWriter.open(folder, model), isNew);
  }

  /// Adds an image.
  ///
  /// @param vector unit vector of the model's dimension; read, not kept
  /// @throws LibraryException if it cannot be written
  public void add(IndexedImage image, float[] vector) {
    writer.add(image, vector);
  }

  /// Makes all images durable and visible in one step.
  ///
  /// @return number of images that were added more than once
  /// @throws LibraryException if it cannot be written; the library has no images then
  public int commit() {
    int folded = writer.inBulk(DuplicateFolding::run);
    writer.commit();
    committed = true;
    return folded;
  }

  /// Releases the library. Without [#commit] it is unchanged, and a created one is deleted.
  @Override
  public void close() {
    writer.close();
    if (!committed && isNew) {
      LibraryDeletion.delete(folder);
    }
  }
}
