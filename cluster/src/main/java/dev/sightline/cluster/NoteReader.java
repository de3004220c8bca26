package dev.sightline.cluster;

import dev.sightline.library.KnownFiles;
import dev.sightline.library.LibraryReader;
import dev.sightline.library.LibraryState;
import dev.sightline.library.QuarantinedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads an [IndexNote], which need not be there.
final class NoteReader implements AutoCloseable {
  private final Optional<LibraryReader> reader;

  NoteReader(IndexNote note) {
    this.reader = LibraryReader.openIfThere(note.folder());
  }

  Optional<LibraryState> state() {
    return reader.map(LibraryReader::state);
  }

  void refresh() {
    reader.ifPresent(LibraryReader::refresh);
  }

  List<QuarantinedFile> quarantined() {
    return reader.map(LibraryReader::quarantined).orElse(List.of());
  }

  Optional<QuarantinedFile> quarantinedAt(Path path) {
    return reader.flatMap(it -> it.quarantinedAt(path));
  }

  /// The files that were set aside, to be compared with folders.
  Optional<KnownFiles> knownFiles() {
    return reader.map(LibraryReader::knownFiles);
  }

  @Override
  public void close() {
    reader.ifPresent(LibraryReader::close);
  }
}
