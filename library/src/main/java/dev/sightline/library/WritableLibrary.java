package dev.sightline.library;

import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.image.StoredVector;
import java.nio.file.Path;

/// Write access to a library for index runs: in a folder (`LibraryWriter`) or in a cluster. It
/// holds the write lock on this machine. Safe for concurrent use.
public interface WritableLibrary extends AutoCloseable {
  /// The state that the next commit will store.
  LibraryState state();

  /// Changes the state that the next commit will store.
  void setState(LibraryState next);

  /// Sets how vectors are stored, in a library without images.
  ///
  /// @throws LibraryException if the library has images with another storage, or supports only one
  void setVectorStorage(VectorStorage wanted);

  /// Adds an image, or replaces the one with its id.
  ///
  /// @throws LibraryException if it cannot be written; what was committed before stays
  void put(StoredVector stored);

  /// Removes an image; does nothing when there is none with this id.
  ///
  /// @throws LibraryException if it cannot be written
  void remove(String id);

  /// Quarantines a file, or replaces its record.
  ///
  /// @throws LibraryException if it cannot be written
  void quarantine(QuarantinedFile file);

  /// Removes the quarantine record of a file; does nothing when there is none.
  ///
  /// @throws LibraryException if it cannot be written
  void release(Path path);

  /// Whether anything was changed since the last commit.
  boolean hasUncommittedChanges();

  /// Makes all changes durable and visible to this run.
  ///
  /// @throws LibraryException if it cannot be written; the last commit stays as it was
  void commit();

  /// Completes a run: all readers see its commits, and segments are merged as configured.
  ///
  /// @throws LibraryException if it cannot be written; what was committed stays
  void finish();

  /// Releases the library. Uncommitted changes are discarded.
  @Override
  void close();
}
