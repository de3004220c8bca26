package dev.sightline.searcher.lucene;

import dev.sightline.searcher.LibraryContents;
import dev.sightline.searcher.ranking.SearchedLibraryContract;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import java.nio.file.Path;

/// A library in a folder of this machine keeps the contract.
class LuceneLibraryTest extends SearchedLibraryContract {
  @Override
  public SearchedLibrary fill(LibraryContents contents, Path scratch) {
    return contents.writeTo(scratch);
  }
}
