package dev.sightline.library.lucene;

import dev.sightline.library.IndexedLibrary;
import dev.sightline.library.KnownFiles;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryState;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.image.StoredPath;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.schema.Documents;
import dev.sightline.library.schema.FilterFields;
import dev.sightline.library.schema.ImageFields;
import dev.sightline.library.schema.LeafEmbeddings;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/// Reads a library in a folder. It never waits for a writer and takes no lock: it reads one commit
/// until [#refresh] switches to the newest. Safe for concurrent use.
public final class LibraryReader implements IndexedLibrary {
  private final Path folder;
  private final boolean readOnly;
  private final Directory directory;
  private final SearcherManager searchers;

  /// The state of the last commit that was read; needed for every query.
  private volatile @Nullable Seen seen;

  private record Seen(long version, LibraryState state) {}

  private LibraryReader(
      Path folder, boolean readOnly, Directory directory, SearcherManager searchers) {
    this.folder = folder;
    this.readOnly = readOnly;
    this.directory = directory;
    this.searchers = searchers;
  }

  /// Opens a library.
  ///
  /// @throws LibraryException if there is none, or it is of a newer version, or cannot be read
  public static LibraryReader open(Path folder) {
    return open(folder, false);
  }

  /// Opens a library without ever writing to it, thumbnails included, such as a copied library or
  /// one on read-only media.
  ///
  /// @throws LibraryException as [#open]
  public static LibraryReader openReadOnly(Path folder) {
    return open(folder, true);
  }

  /// Opens a library that may not exist.
  ///
  /// @return empty if there is none
  /// @throws LibraryException if there is a library that cannot be used
  public static Optional<LibraryReader> openIfExists(Path folder) {
    try {
      return Optional.of(open(folder));
    } catch (LibraryException e) {
      if (e.reason() == LibraryException.Reason.ABSENT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static LibraryReader open(Path folder, boolean readOnly) {
    try {
      Directory directory = LibraryFolder.open(folder);
      try {
        var reader = DirectoryReader.open(directory);
        try {
          LibraryState.read(reader, folder);
          return new LibraryReader(
              folder, readOnly, directory, new SearcherManager(reader, new SearcherFactory()));
        } catch (IOException | RuntimeException e) {
          reader.close();
          throw e;
        }
      } catch (IOException | RuntimeException e) {
        directory.close();
        throw e;
      }
    } catch (IOException e) {
      throw LibraryException.damaged(folder, e);
    }
  }

  /// The library's folder.
  @Override
  public Path folder() {
    return folder;
  }

  /// The folder of label sets and concepts of this library, which may not exist yet. It is copied
  /// and deleted with the library.
  public Path learnedFolder() {
    return LibraryFolder.learned(folder);
  }

  /// Whether the library was opened read-only, so that nothing may be written to its folder.
  public boolean isReadOnly() {
    return readOnly;
  }

  /// The folder of the thumbnails.
  public Path thumbnailFolder() {
    return LibraryFolder.thumbnails(folder);
  }

  /// The thumbnails of this library; no new ones are stored when it was opened read-only.
  public ThumbnailFolder thumbnails() {
    return readOnly
        ? ThumbnailFolder.readOnly(thumbnailFolder())
        : new ThumbnailFolder(thumbnailFolder());
  }

  /// Switches to the newest commit; waits if another thread is doing so.
  ///
  /// @throws LibraryException if it cannot be read
  @Override
  public void refresh() {
    try {
      searchers.maybeRefreshBlocking();
    } catch (IOException e) {
      throw LibraryException.damaged(folder, e);
    }
  }

  /// A query on a Lucene searcher of one commit.
  ///
  /// @param <T> type of the result
  @FunctionalInterface
  public interface Look<T> {
    /// Runs the query; the searcher must not be kept.
    T with(IndexSearcher searcher) throws IOException;
  }

  /// Runs a query on the present commit. Only `library` and the Lucene package of `searcher` call
  /// this.
  ///
  /// @throws LibraryException if the index cannot be read
  public <T> T look(Look<T> look) {
    try {
      IndexSearcher searcher = searchers.acquire();
      try {
        return look.with(searcher);
      } finally {
        searchers.release(searcher);
      }
    } catch (IOException e) {
      throw LibraryException.damaged(folder, e);
    }
  }

  /// The state of the library.
  @Override
  public LibraryState state() {
    return look(this::state);
  }

  private LibraryState state(IndexSearcher searcher) throws IOException {
    var reader = (DirectoryReader) searcher.getIndexReader();
    Seen last = seen;
    if (last == null || last.version() != reader.getVersion()) {
      last = new Seen(reader.getVersion(), LibraryState.read(reader, folder));
      seen = last;
    }
    return last.state();
  }

  /// A token that changes with every commit that this reader switches to.
  public long commitToken() {
    return look(searcher -> ((DirectoryReader) searcher.getIndexReader()).getVersion());
  }

  /// The number of images.
  public int size() {
    return look(searcher -> searcher.count(new FieldExistsQuery(FilterFields.TIME)));
  }

  /// The number of images with a vector of a model.
  ///
  /// @param fingerprint the model's image fingerprint
  public int sizeOf(String fingerprint) {
    return look(
        searcher -> searcher.count(new FieldExistsQuery(ImageFields.embedding(fingerprint))));
  }

  /// The files of a library on disk.
  ///
  /// @param bytes of all files of the index
  /// @param segments Lucene segments
  /// @param deleted documents that are deleted and not yet merged away
  public record Statistics(long bytes, int segments, int deleted) {}

  /// The statistics of the present commit.
  public Statistics statistics() {
    return look(
        searcher -> {
          var reader = (DirectoryReader) searcher.getIndexReader();
          long bytes = 0;
          for (String file : reader.getIndexCommit().getFileNames()) {
            bytes += lengthOf(file, reader.directory());
          }
          return new Statistics(bytes, reader.leaves().size(), reader.numDeletedDocs());
        });
  }

  /// After a newer commit, files of the present one may be deleted: they are open and readable, but
  /// have no name any more.
  private static long lengthOf(String file, Directory directory) throws IOException {
    try {
      return directory.fileLength(file);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /// The image with an id.
  public Optional<IndexedImage> image(String id) {
    return look(searcher -> Documents.first(searcher, ImageFields.ID, id, Documents::image));
  }

  /// Whether the library has an image with an id.
  @Override
  public boolean contains(String id) {
    return look(
        searcher -> Documents.first(searcher, ImageFields.ID, id, (_, _) -> true).isPresent());
  }

  /// The image at a path, or the image that the file at that path is a companion of.
  public Optional<IndexedImage> imageAt(Path path) {
    String text = StoredPath.text(path);
    return look(
        searcher -> {
          var image = Documents.first(searcher, ImageFields.PATH, text, Documents::image);
          return image.isPresent()
              ? image
              : Documents.first(searcher, ImageFields.COMPANION, text, Documents::image);
        });
  }

  /// The image with an id and its embeddings; [StoredVector#vector] is of the model that the
  /// library is searched with.
  @Override
  public Optional<StoredVector> stored(String id) {
    return look(searcher -> first(searcher, ImageFields.ID, id, model(searcher)));
  }

  /// The image with an id and its embeddings, with [StoredVector#vector] of a model; also empty
  /// when the image has no vector of it.
  ///
  /// @param fingerprint the model's image fingerprint
  public Optional<StoredVector> stored(String id, String fingerprint) {
    return look(searcher -> first(searcher, ImageFields.ID, id, fingerprint));
  }

  /// An image whose input of the library's model has a hash. Images with the same input have the
  /// same vector.
  ///
  /// @param pixels as of `Embedding.pixels`
  @Override
  public Optional<StoredVector> withPixels(String pixels) {
    return look(
        searcher -> {
          String model = model(searcher);
          return first(searcher, ImageFields.pixels(model), pixels, model);
        });
  }

  private static Optional<StoredVector> first(
      IndexSearcher searcher, String field, String term, String model) throws IOException {
    return Documents.first(
            searcher, field, term, (leaf, document) -> Documents.stored(leaf, document))
        .filter(stored -> stored.embedding(model).isPresent())
        .map(stored -> new StoredVector(stored.image(), model, stored.embeddings()));
  }

  /// The image fingerprint of the model in the commit of a Lucene searcher.
  private String model(IndexSearcher searcher) throws IOException {
    return state(searcher).model().imageFingerprint();
  }

  /// The record of a quarantined file.
  @Override
  public Optional<QuarantinedFile> quarantinedAt(Path path) {
    return look(
        searcher ->
            Documents.first(
                searcher, ImageFields.QUARANTINED, path.toString(), Documents::quarantined));
  }

  /// Visits every image with its vector, one at a time, in the order on disk.
  ///
  /// @throws LibraryException if the index cannot be read
  @Override
  public void forEach(Consumer<StoredVector> visitor) {
    look(
        searcher -> {
          String model = model(searcher);
          for (var leaf : searcher.getIndexReader().leaves()) {
            var live = leaf.reader().getLiveDocs();
            var vectors = new LeafEmbeddings(leaf.reader());
            for (int document = 0; document < leaf.reader().maxDoc(); document++) {
              if ((live == null || live.get(document))
                  && Documents.isImage(leaf.reader(), document)) {
                visitor.accept(Documents.stored(leaf.reader(), document, model, vectors));
              }
            }
          }
          return true;
        });
  }

  /// All quarantined files, in order of path.
  @Override
  public List<QuarantinedFile> quarantined() {
    return look(
        searcher -> {
          var found = new ArrayList<QuarantinedFile>();
          for (var leaf : searcher.getIndexReader().leaves()) {
            Documents.forEachWith(
                leaf.reader(),
                ImageFields.QUARANTINED,
                document -> found.add(Documents.quarantined(leaf.reader(), document)));
          }
          found.sort(Comparator.comparing(it -> it.file().path()));
          return List.copyOf(found);
        });
  }

  /// The files of the present commit, to compare folders with. The commit stays open until the
  /// result is closed.
  ///
  /// @throws LibraryException if the index cannot be read
  @Override
  public KnownFiles knownFiles() {
    try {
      IndexSearcher searcher = searchers.acquire();
      return new CommitFiles(folder, (DirectoryReader) searcher.getIndexReader());
    } catch (IOException e) {
      throw LibraryException.damaged(folder, e);
    }
  }

  /// The image in a Lucene document.
  ///
  /// @param document document number in the reader of `searcher`
  public static IndexedImage image(IndexSearcher searcher, int document) throws IOException {
    var leaves = searcher.getIndexReader().leaves();
    var leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
    return Documents.image(leaf.reader(), document - leaf.docBase);
  }

  @Override
  public void close() {
    try (directory) {
      searchers.close();
    } catch (IOException e) {
      throw LibraryException.damaged(folder, e);
    }
  }
}
