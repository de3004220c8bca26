package dev.sightline.cluster;

import dev.sightline.cluster.schema.LocalIndexState;
import dev.sightline.library.KnownFiles;
import dev.sightline.library.LibraryState;
import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.lucene.LibraryReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads an [LocalIndexState], which need not be there.
public final class LocalStateReader implements AutoCloseable {
  private final Optional<LibraryReader> reader;

  public LocalStateReader(LocalIndexState note) {
    this.reader = LibraryReader.openIfExists(note.folder());
  }

  public Optional<LibraryState> state() {
    return reader.map(LibraryReader::state);
  }

  public void refresh() {
    reader.ifPresent(LibraryReader::refresh);
  }

  public List<QuarantinedFile> quarantined() {
    return reader.map(LibraryReader::quarantined).orElse(List.of());
  }

  public Optional<QuarantinedFile> quarantinedAt(Path path) {
    return reader.flatMap(it -> it.quarantinedAt(path));
  }

  /// The files that were set aside, to be compared with folders.
  public Optional<KnownFiles> knownFiles() {
    return reader.map(LibraryReader::knownFiles);
  }

  @Override
  public void close() {
    reader.ifPresent(LibraryReader::close);
  }
}
