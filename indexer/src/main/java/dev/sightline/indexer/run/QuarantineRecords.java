package dev.sightline.indexer.run;

import dev.sightline.indexer.report.SkippedFile;
import dev.sightline.library.IndexedLibrary;
import dev.sightline.library.image.QuarantinedFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The quarantine records of a library at the start of a run. Few files are quarantined: their
/// paths are held in memory, the records are read when needed.
final class QuarantineRecords {
  private final IndexedLibrary library;
  private final Set<Path> paths;

  /// Reads the paths.
  QuarantineRecords(IndexedLibrary library) {
    this.library = library;
    this.paths =
        library.quarantined().stream().map(it -> it.file().path()).collect(Collectors.toSet());
  }

  /// The record of a file, if it is quarantined.
  Optional<QuarantinedFile> at(Path path) {
    return paths.contains(path) ? library.quarantinedAt(path) : Optional.empty();
  }

  /// Whether a path is quarantined with the same reason and text.
  boolean contains(SkippedFile skipped) {
    return at(skipped.path()).map(SkippedFile::of).filter(skipped::equals).isPresent();
  }
}
