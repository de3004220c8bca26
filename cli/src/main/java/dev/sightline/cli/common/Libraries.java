package dev.sightline.cli.common;

import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryState;
import dev.sightline.library.lucene.LibraryReader;
import java.nio.file.Path;
import java.util.Optional;

/// Looks at libraries that may not be there.
public final class Libraries {
  private Libraries() {}

  /// What the library of the options says of itself, wherever it is; empty when there is none.
  ///
  /// @throws LibraryException if there is something that cannot be used
  public static Optional<LibraryState> stateOf(CommonOptions options, Directories places) {
    if (options.cluster().isEmpty()) {
      return stateOf(options.library(places));
    }
    try (var library = options.openLibrary(places)) {
      return Optional.of(library.state());
    }
  }

  /// What a library says of itself; empty when there is none.
  ///
  /// @throws LibraryException if there is something that cannot be used
  static Optional<LibraryState> stateOf(Path folder) {
    Optional<LibraryReader> there = LibraryReader.openIfExists(folder);
    try (var _ = there.orElse(null)) {
      return there.map(LibraryReader::state);
    }
  }

  /// What a library that has to be there says of itself.
  ///
  /// @throws LibraryException if there is none, or it cannot be used
  public static LibraryState existing(Path folder) {
    try (var reader = LibraryReader.open(folder)) {
      return reader.state();
    }
  }
}
