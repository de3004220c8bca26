package dev.sightline.engine;

import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryLocation;
import dev.sightline.library.LibraryState;
import dev.sightline.library.lucene.FolderLocation;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.searcher.lucene.LuceneLibrary;
import dev.sightline.searcher.retrieval.LibraryProvider;
import dev.sightline.searcher.retrieval.RemoteAccess;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/// Opens a library wherever it is: in a folder, or at an address of a [LibraryProvider].
///
/// @param library a folder, or an address
/// @param readOnly whether nothing may be written into the library
/// @param access how to get to libraries on other machines
public record LibraryOpener(String library, boolean readOnly, RemoteAccess access) {
  /// Opens the library for searching. The caller closes it.
  ///
  /// @throws LibraryException if there is none, or it cannot be used
  /// @throws IllegalArgumentException if the address is malformed
  public SearchedLibrary open() {
    Optional<LibraryProvider> provider = provider();
    if (provider.isPresent()) {
      return provider.get().open(library, access, readOnly);
    }
    Path folder = Path.of(library);
    return new LuceneLibrary(
        readOnly ? LibraryReader.openReadOnly(folder) : LibraryReader.open(folder));
  }

  /// Where an index run finds the library; a folder need not hold one yet. The caller closes it.
  ///
  /// @throws LibraryException if it is at an address where there is none
  /// @throws IllegalArgumentException if the address is malformed
  public LibraryLocation location() {
    return provider()
        .map(it -> it.location(library, access, readOnly))
        .orElseGet(() -> new FolderLocation(Path.of(library)));
  }

  /// The state of the library; empty if the folder holds none.
  ///
  /// @throws LibraryException if there is one that cannot be used
  public Optional<LibraryState> state() {
    if (provider().isPresent()) {
      try (SearchedLibrary open = open()) {
        return Optional.of(open.state());
      }
    }
    Optional<LibraryReader> reader = LibraryReader.openIfExists(Path.of(library));
    try (var _ = reader.orElse(null)) {
      return reader.map(LibraryReader::state);
    }
  }

  /// The state of a library in a folder that must hold one.
  ///
  /// @throws LibraryException if there is none, or it cannot be used
  public static LibraryState existing(Path folder) {
    try (var reader = LibraryReader.open(folder)) {
      return reader.state();
    }
  }

  /// Empty for a folder. Providers are loaded for addresses only, so that a folder library does
  /// not load the classes of clusters.
  private Optional<LibraryProvider> provider() {
    if (!library.contains(":") || isWindowsPath()) {
      return Optional.empty();
    }
    for (LibraryProvider provider : ServiceLoader.load(LibraryProvider.class)) {
      if (provider.accepts(library)) {
        return Optional.of(provider);
      }
    }
    return Optional.empty();
  }

  private boolean isWindowsPath() {
    return library.length() > 1 && library.charAt(1) == ':';
  }
}
