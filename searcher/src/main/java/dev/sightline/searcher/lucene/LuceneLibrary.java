package dev.sightline.searcher.lucene;

import dev.sightline.library.LibraryState;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryReader.Statistics;
import dev.sightline.searcher.retrieval.Retriever;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A library that Lucene keeps in a folder of this machine.
public final class LuceneLibrary implements SearchedLibrary {
  private final LibraryReader reader;

  /// @param reader closed with this library
  public LuceneLibrary(LibraryReader reader) {
    this.reader = reader;
  }

  @Override
  public Retriever retriever() {
    return new LuceneRetriever(reader);
  }

  @Override
  public String place() {
    return reader.folder().toString();
  }

  @Override
  public Optional<Path> folder() {
    return Optional.of(reader.folder());
  }

  @Override
  public Path learnedFolder() {
    return reader.learnedFolder();
  }

  @Override
  public boolean isReadOnly() {
    return reader.isReadOnly();
  }

  @Override
  public void refresh() {
    reader.refresh();
  }

  @Override
  public LibraryState state() {
    return reader.state();
  }

  @Override
  public long commitToken() {
    return reader.commitToken();
  }

  @Override
  public int size() {
    return reader.size();
  }

  @Override
  public int sizeOf(String fingerprint) {
    return reader.sizeOf(fingerprint);
  }

  @Override
  public Statistics statistics() {
    return reader.statistics();
  }

  @Override
  public Optional<IndexedImage> image(String id) {
    return reader.image(id);
  }

  @Override
  public boolean contains(String id) {
    return reader.contains(id);
  }

  @Override
  public Optional<IndexedImage> imageAt(Path path) {
    return reader.imageAt(path);
  }

  @Override
  public List<QuarantinedFile> quarantined() {
    return reader.quarantined();
  }

  @Override
  public Optional<QuarantinedFile> quarantinedAt(Path path) {
    return reader.quarantinedAt(path);
  }

  @Override
  public Optional<byte[]> thumbnail(String id) throws IOException {
    return reader.thumbnails().read(id);
  }

  @Override
  public void keepThumbnail(String id, byte[] jpeg) throws IOException {
    reader.thumbnails().write(id, jpeg);
  }

  @Override
  public void close() {
    reader.close();
  }
}
