package dev.sightline.library;

import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.image.StoredVector;
import java.nio.file.Path;

/// How an index run changes a library, wherever that lies: in a folder (`LibraryWriter`) or in a
/// cluster. Whoever has opened it is the only one of this machine who changes it. Safe for
/// concurrent use.
public interface WritableLibrary extends AutoCloseable {
  /// What the next commit will say of the library.
  LibraryState state();

  /// Changes what the next commit will say of the library.
  void setState(LibraryState next);

  /// Chooses how vectors are kept, in a library without images.
  ///
  /// @throws LibraryException if they are kept another way, or can be kept one way only
  void keepVectorsAs(VectorStorage wanted);

  /// Adds an image, or replaces the one with its id.
  ///
  /// @throws LibraryException if it cannot be written; what was committed before stays
  void put(StoredVector stored);

  /// Takes an image out; nothing happens when there is none of this id.
  ///
  /// @throws LibraryException if it cannot be written
  void remove(String id);

  /// Sets a file aside, or renews its record.
  ///
  /// @throws LibraryException if it cannot be written
  void quarantine(QuarantinedFile file);

  /// Forgets that a file was set aside; nothing happens when it was not.
  ///
  /// @throws LibraryException if it cannot be written
  void release(Path path);

  /// Whether anything has been put in or taken out since the last commit.
  boolean hasUncommittedChanges();

  /// Makes everything so far durable, and seen by this run.
  ///
  /// @throws LibraryException if it cannot be written; the last commit stays as it was
  void commit();

  /// Ends what a run has committed: everybody who looks sees it now, and it lies as it shall.
  ///
  /// @throws LibraryException if it cannot be written; what was committed stays
  void finish();

  /// Releases the library. What was not committed is dropped.
  @Override
  void close();
}
