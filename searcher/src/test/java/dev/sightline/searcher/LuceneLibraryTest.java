package dev.sightline.searcher;

import java.nio.file.Path;

/// A library in a folder of this machine keeps the contract.
class LuceneLibraryTest extends SearchedLibraryContract {
  @Override
  protected SearchedLibrary fill(LibraryContents contents, Path scratch) {
    return contents.writeTo(scratch);
  }
}
