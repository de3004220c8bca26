package dev.sightline.engine;

import dev.sightline.library.LibraryLocation;
import dev.sightline.library.lucene.FolderLocation;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.searcher.lucene.LuceneLibrary;
import dev.sightline.searcher.retrieval.LibraryProvider;
import dev.sightline.searcher.retrieval.RemoteAccess;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import java.nio.file.Path;

/// Opens folders by addresses that start with `test:`.
public final class TestLibraryProvider implements LibraryProvider {
  private static final String SCHEME = "test:";

  @Override
  public boolean accepts(String address) {
    return address.startsWith(SCHEME);
  }

  @Override
  public SearchedLibrary open(String address, RemoteAccess access, boolean readOnly) {
    return new LuceneLibrary(LibraryReader.open(folder(address)));
  }

  @Override
  public LibraryLocation location(String address, RemoteAccess access, boolean readOnly) {
    return new FolderLocation(folder(address));
  }

  private static Path folder(String address) {
    return Path.of(address.substring(SCHEME.length()));
  }
}
