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

/// Changes a library. There is one writer at a time, across processes; readers are not disturbed
/// and see nothing until [#commit].
///
/// Safe for use by several threads. What was not committed when the program dies is gone, what was
/// committed stays; the lock dies with the program.
public final class LibraryWriter implements WritableLibrary {
  /// Vectors and documents held in memory before Lucene flushes a segment.
  private static final double BUFFER_MEGABYTES = 32;

  private final Path folder;
  private final Directory directory;
  private final IndexWriter writer;

  /// How segments are written: asked by Lucene's own threads too.
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

  /// Opens a library for writing, and makes it first if the folder is empty or not there.
  ///
  /// @param folder the library's own folder
  /// @param model whose vectors are going to be put in
  /// @throws LibraryException if the folder holds something else, the library is of another model
  ///     or a newer version, another program writes to it, or it cannot be read
  public static LibraryWriter open(Path folder, LibraryModel model) {
    return open(folder, model, UnaryOperator.identity());
  }

  /// Opens a library that exists, for changes that need no model.
  ///
  /// @throws LibraryException if there is none, or as [#open]
  public static LibraryWriter openExisting(Path folder) {
    LibraryModel model;
    try (var reader = LibraryReader.open(folder)) {
      model = reader.state().model();
    }
    return open(folder, model);
  }

  /// Looks whether the library could be written to now, and writes nothing.
  ///
  /// @throws LibraryException if another program is writing to it, saying which, or there is none
  public static void requireFree(Path folder) {
    try (var directory = LibraryFolder.open(folder)) {
      directory.obtainLock(IndexWriter.WRITE_LOCK_NAME).close();
    } catch (LockObtainFailedException e) {
      throw LibraryException.held(folder);
    } catch (IOException e) {
      throw LibraryException.damaged(folder, e);
    }
  }

  /// Opens a library over a Lucene directory that is wrapped first: where tests let a disk fail.
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

  /// Takes the lock, and only then believes what the library says of itself: another program may
  /// have made or changed it since it was looked at.
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
        opened.commit(); // a library that was made is a library, even if the run then dies
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      WriterLockInfo.delete(folder);
      try {
        writer.rollback(); // or the lock would be held until the program ends
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
      return state.searchedWith(model); // its name, text encoder or place may have changed
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

  /// Where small pictures of a library are kept, for whoever fills one.
  ///
  /// @param folder the library's own folder
  public static Path thumbnailFolder(Path folder) {
    return LibraryFolder.thumbnails(folder);
  }

  /// What the next commit will say of the library.
  @Override
  public synchronized LibraryState state() {
    return state;
  }

  /// Changes what the next commit will say of the library.
  @Override
  public synchronized void setState(LibraryState next) {
    state = next;
    storage.set(next.vectors());
  }

  /// Chooses how vectors are kept, in a library without images. One that has some is asked to be
  /// compacted, which rewrites them.
  ///
  /// @throws LibraryException if images are kept another way
  @Override
  public synchronized void keepVectorsAs(VectorStorage wanted) {
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

  /// Adds an image beside any other of its id, for [DuplicateFolding] to fold before the commit.
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

  /// Takes an image out; nothing happens when there is none of this id.
  ///
  /// @throws LibraryException if it cannot be written
  @Override
  public void remove(String id) {
    write(() -> writer.deleteDocuments(new Term(ImageFields.ID, id)));
  }

  /// Sets a file aside, or renews its record.
  ///
  /// @throws LibraryException if it cannot be written
  @Override
  public void quarantine(QuarantinedFile file) {
    write(
        () ->
            writer.updateDocument(quarantineTerm(file.file().path()), ImageFields.document(file)));
  }

  /// Forgets that a file was set aside; nothing happens when it was not.
  ///
  /// @throws LibraryException if it cannot be written
  @Override
  public void release(Path path) {
    write(() -> writer.deleteDocuments(quarantineTerm(path)));
  }

  private static Term quarantineTerm(Path path) {
    return new Term(ImageFields.QUARANTINED, StoredPath.text(path));
  }

  /// Changes many documents on Lucene's own writer.
  ///
  /// @param <T> what it gives
  @FunctionalInterface
  public interface Bulk<T> {
    /// Makes the changes; does not commit.
    T apply(IndexWriter writer) throws IOException;
  }

  /// Lets something change many documents at once. No segments are merged meanwhile, so that a
  /// document found by its number can be deleted by its number.
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

  /// Leaves large segments as they are from now on, and has [#finish] wait for small ones.
  void mergeSmallSegmentsOnly() {
    waitsForMerges = true;
    writer.getConfig().setMergePolicy(SegmentMerges.ofSmallOnes());
  }

  /// Everybody sees what was committed as it is. Small merges that are under way are waited for and
  /// kept, large ones are left to [#close], which drops them.
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

  /// Merges all segments into one, without what was deleted.
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

  /// Merges all segments into one, without what was deleted, and keeps vectors another way there
  /// and from now on. Everything is rewritten, also where there is one segment already.
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

  /// Makes everything so far durable and visible, all at once.
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

  /// Whether anything has been put in or taken out since the last commit.
  @Override
  public boolean hasUncommittedChanges() {
    return writer.hasUncommittedChanges();
  }

  /// Releases the library. What was not committed is dropped.
  @Override
  public void close() {
    WriterLockInfo.delete(folder); // while it is still ours
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
        throw e; // no fault of the disk's
      }
      // Lucene has given its writer up after a failure, perhaps that of a merge in the background.
      throw LibraryException.damaged(folder, new IOException("an earlier write failed", failure));
    }
  }
}
