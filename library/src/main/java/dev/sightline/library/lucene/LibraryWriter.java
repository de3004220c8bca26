package dev.sightline.library.lucene;

import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryState;
import dev.sightline.library.VectorStorage;
import dev.sightline.library.WritableLibrary;
import dev.sightline.library.WriterLockInfo;
import dev.sightline.library.image.Embedding;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.image.StoredPath;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.schema.ImageFields;
import dev.sightline.library.schema.VectorFormat;
import dev.sightline.library.schema.WordAnalysis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;

/// Writes to a library in a folder. There is one writer at a time, across processes; readers see
/// changes after [#commit].
///
/// Safe for concurrent use. When the process ends, uncommitted changes are lost, committed ones
/// stay, and the lock is released.
public final class LibraryWriter implements WritableLibrary {
  /// Vectors and documents held in memory before Lucene flushes a segment.
  private static final double BUFFER_MEGABYTES = 32;

  private final Path folder;
  private final Directory directory;
  private final IndexWriter writer;

  /// How vectors of new segments are stored; also read by the threads of Lucene.
  private final AtomicReference<VectorStorage> storage;

  private LibraryState state;
  private volatile boolean waitsForMerges;

  private LibraryWriter(
      Path folder,
      Directory directory,
      IndexWriter writer,
      AtomicReference<VectorStorage> storage,
      LibraryState state) {
    this.folder = folder;
    this.directory = directory;
    this.writer = writer;
    this.storage = storage;
    this.state = state;
    storage.set(state.vectors());
  }

  /// Opens a library for writing; creates it if the folder is empty or does not exist.
  ///
  /// @param folder the library's own folder
  /// @param model the model of the vectors to add
  /// @throws LibraryException if the folder contains something else, the library belongs to another
  ///     model or a newer version, another program writes to it, or it cannot be read
  public static LibraryWriter open(Path folder, LibraryModel model) {
    return open(folder, model, UnaryOperator.identity());
  }

  /// Opens an existing library, for changes that need no model.
  ///
  /// @throws LibraryException if there is none, or as [#open]
  public static LibraryWriter openExisting(Path folder) {
    LibraryModel model;
    try (var reader = LibraryReader.open(folder)) {
      model = reader.state().model();
    }
    return open(folder, model);
  }

  /// Checks that the library could be opened for writing now, and writes nothing.
  ///
  /// @throws LibraryException if another program is writing to it, which the message names, or
  ///     there is none
  public static void requireFree(Path folder) {
    try (var directory = LibraryFolder.open(folder)) {
      directory.obtainLock(IndexWriter.WRITE_LOCK_NAME).close();
    } catch (LockObtainFailedException e) {
      throw LibraryException.held(folder);
    } catch (IOException e) {
      throw LibraryException.damaged(folder, e);
    }
  }

  /// Opens a library with a wrapped Lucene directory, for tests in which a disk fails.
  public static LibraryWriter open(
      Path folder, LibraryModel model, UnaryOperator<Directory> wrapping) {
    if (model.dimension() < 1 || model.dimension() > VectorFormat.MAX_DIMENSION) {
      throw new IllegalArgumentException(
          "a library takes vectors of 1 to %,d dimensions, got %,d"
              .formatted(VectorFormat.MAX_DIMENSION, model.dimension()));
    }
    try {
      boolean exists = LibraryFolder.holdsIndex(folder);
      Directory directory =
          wrapping.apply(exists ? LibraryFolder.open(folder) : LibraryFolder.create(folder));
      try {
        if (exists) {
          compatibleState(directory, folder, model); // before Lucene's writer touches a file
        }
        return lock(folder, model, directory);
      } catch (IOException | RuntimeException e) {
        directory.close();
        throw e;
      }
    } catch (LockObtainFailedException e) {
      throw LibraryException.held(folder);
    } catch (IOException e) {
      throw LibraryException.damaged(folder, e);
    }
  }

  /// Takes the lock and then reads the state again, because another program may have created or
  /// changed the library before.
  private static LibraryWriter lock(Path folder, LibraryModel model, Directory directory)
      throws IOException {
    var storage = new AtomicReference<>(VectorStorage.FLOAT32);
    var writer = new IndexWriter(directory, configuration(storage));
    WriterLockInfo.write(folder);
    try {
      boolean exists = DirectoryReader.indexExists(directory);
      LibraryState state =
          exists ? compatibleState(directory, folder, model) : LibraryState.ofNew(model);
      var opened = new LibraryWriter(folder, directory, writer, storage, state);
      if (!exists) {
        opened.commit(); // a created library stays valid even if the run is then killed
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      WriterLockInfo.delete(folder);
      try {
        writer.rollback(); // otherwise the lock would be held until the process ends
      } catch (IOException | RuntimeException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  private static LibraryState compatibleState(Directory directory, Path folder, LibraryModel model)
      throws IOException {
    try (var reader = DirectoryReader.open(directory)) {
      LibraryState state = LibraryState.read(reader, folder);
      state.model().requireComparableWith(model, folder);
      return state.searchedWith(model); // its name, text encoder or folder may have changed
    }
  }

  private static IndexWriterConfig configuration(AtomicReference<VectorStorage> storage) {
    return new IndexWriterConfig(WordAnalysis.analyzer())
        .setCodec(VectorFormat.codec(storage::get))
        .setMergePolicy(SegmentMerges.usual())
        .setMergeScheduler(new SegmentMerges.InBackground())
        .setRAMBufferSizeMB(BUFFER_MEGABYTES)
        .setCommitOnClose(false);
  }

  /// The folder of the thumbnails of a library.
  ///
  /// @param folder the library's own folder
  public static Path thumbnailFolder(Path folder) {
    return LibraryFolder.thumbnails(folder);
  }

  /// The state that the next commit will store.
  @Override
  public synchronized LibraryState state() {
    return state;
  }

  /// Changes the state that the next commit will store.
  @Override
  public synchronized void setState(LibraryState next) {
    state = next;
    storage.set(next.vectors());
  }

  /// Sets how vectors are stored, in a library without images. The vectors of other libraries are
  /// rewritten by [#compact(VectorStorage)].
  ///
  /// @throws LibraryException if the library has images with another storage
  @Override
  public synchronized void setVectorStorage(VectorStorage wanted) {
    if (wanted != state.vectors() && writer.getDocStats().numDocs > 0) {
      throw LibraryException.otherVectors(folder, state.vectors(), wanted);
    }
    setState(state.withVectors(wanted));
  }

  /// Adds an image, or replaces the one with its id.
  ///
  /// @throws LibraryException if it cannot be written; what was committed before stays
  @Override
  public void put(StoredVector stored) {
    requireDimensions(stored);
    write(
        () ->
            writer.updateDocument(
                new Term(ImageFields.ID, stored.image().id()), ImageFields.document(stored)));
  }

  /// Adds an image with a vector of the library's model and nothing more, or replaces it.
  ///
  /// @param vector unit vector of the model's dimension; read, not kept
  /// @throws LibraryException if it cannot be written; what was committed before stays
  public void put(IndexedImage image, float[] vector) {
    put(new StoredVector(image, state().model().imageFingerprint(), new Embedding(vector)));
  }

  /// Adds an image even if there is one with its id, for [DuplicateFolding] to fold before the
  /// commit.
  ///
  /// @throws LibraryException if it cannot be written
  public void add(IndexedImage image, float[] vector) {
    var stored = new StoredVector(image, state().model().imageFingerprint(), new Embedding(vector));
    requireDimensions(stored);
    write(() -> writer.addDocument(ImageFields.document(stored)));
  }

  private void requireDimensions(StoredVector stored) {
    for (LibraryModel model : state().models()) {
      int dimension =
          stored
              .embedding(model.imageFingerprint())
              .map(Embedding::dimension)
              .orElse(model.dimension());
      if (dimension != model.dimension()) {
        throw new IllegalArgumentException(
            "the library takes vectors of %d dimensions, got %d"
                .formatted(model.dimension(), dimension));
      }
    }
  }

  /// Removes an image; does nothing when there is none with this id.
  ///
  /// @throws LibraryException if it cannot be written
  @Override
  public void remove(String id) {
    write(() -> writer.deleteDocuments(new Term(ImageFields.ID, id)));
  }

  /// Quarantines a file, or replaces its record.
  ///
  /// @throws LibraryException if it cannot be written
  @Override
  public void quarantine(QuarantinedFile file) {
    write(
        () ->
            writer.updateDocument(quarantineTerm(file.file().path()), ImageFields.document(file)));
  }

  /// Removes the quarantine record of a file; does nothing when there is none.
  ///
  /// @throws LibraryException if it cannot be written
  @Override
  public void release(Path path) {
    write(() -> writer.deleteDocuments(quarantineTerm(path)));
  }

  private static Term quarantineTerm(Path path) {
    return new Term(ImageFields.QUARANTINED, StoredPath.text(path));
  }

  /// A change of many documents with Lucene's writer.
  ///
  /// @param <T> type of the result
  @FunctionalInterface
  public interface Bulk<T> {
    /// Applies the changes without committing.
    T apply(IndexWriter writer) throws IOException;
  }

  /// Runs a change of many documents. No segments are merged during it, so that documents can be
  /// deleted by their numbers.
  ///
  /// @throws LibraryException if it cannot be written; what was committed before stays
  public <T> T inBulk(Bulk<T> work) {
    var result = new ArrayList<T>(1);
    write(
        () -> {
          var settings = writer.getConfig();
          MergePolicy usual = settings.getMergePolicy();
          settings.setMergePolicy(NoMergePolicy.INSTANCE);
          try {
            SegmentMerges.await(writer);
            result.add(work.apply(writer));
          } finally {
            settings.setMergePolicy(usual);
          }
          return 0;
        });
    return result.getFirst();
  }

  /// Merges only small segments from now on, and makes [#finish] wait for these merges.
  void mergeSmallSegmentsOnly() {
    waitsForMerges = true;
    writer.getConfig().setMergePolicy(SegmentMerges.ofSmallOnes());
  }

  /// Waits for small merges in progress and commits them. Large ones are left to [#close], which
  /// aborts them.
  @Override
  public void finish() {
    if (!waitsForMerges) {
      return;
    }
    write(
        () -> {
          SegmentMerges.await(writer);
          return 0;
        });
    if (hasUncommittedChanges()) {
      commit();
    }
  }

  /// Merges all segments into one, without deleted documents.
  ///
  /// @throws LibraryException if it cannot be written; what was committed before stays
  public void compact() {
    write(
        () -> {
          writer.forceMerge(1);
          return 0;
        });
    commit();
  }

  /// Merges all segments into one, without deleted documents, and changes the storage of the
  /// vectors. Everything is rewritten, even a single segment.
  ///
  /// @throws LibraryException if it cannot be written; what was committed before stays
  public void compact(VectorStorage wanted) {
    setState(state().withVectors(wanted));
    write(
        () -> {
          var settings = writer.getConfig();
          MergePolicy usual = settings.getMergePolicy();
          settings.setMergePolicy(SegmentMerges.rewriting(writer));
          try {
            writer.forceMerge(1);
          } finally {
            settings.setMergePolicy(usual);
          }
          return 0;
        });
    commit();
  }

  /// Makes all changes durable and visible in one step.
  ///
  /// @throws LibraryException if it cannot be written; the last commit stays as it was
  @Override
  public synchronized void commit() {
    write(
        () -> {
          writer.setLiveCommitData(state.toUserData().entrySet());
          return writer.commit();
        });
  }

  /// Whether anything was changed since the last commit.
  @Override
  public boolean hasUncommittedChanges() {
    return writer.hasUncommittedChanges();
  }

  /// Releases the library. Uncommitted changes are discarded.
  @Override
  public void close() {
    WriterLockInfo.delete(folder); // before the lock is released
    try (directory) {
      writer.rollback();
    } catch (IOException e) {
      throw LibraryException.damaged(folder, e);
    }
  }

  private interface Change {
    long apply() throws IOException;
  }

  private void write(Change change) {
    try {
      change.apply();
    } catch (IOException e) {
      throw LibraryException.damaged(folder, e);
    } catch (RuntimeException e) {
      Throwable failure = writer.getTragicException();
      if (failure == null) {
        throw e; // not an error of the disk
      }
      // Lucene closed its writer after an earlier failure, perhaps of a background merge.
      throw LibraryException.damaged(folder, new IOException("an earlier write failed", failure));
    }
  }
}
