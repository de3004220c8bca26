package dev.sightline.searcher.lucene;

import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.searcher.duplicates.DuplicateFinder;
import dev.sightline.searcher.duplicates.DuplicateRule;
import dev.sightline.searcher.duplicates.Duplicates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/// The duplicates of a library. Which images have some, by the usual rule, is found once a commit,
/// when it is first asked for. Safe for concurrent use.
final class LuceneDuplicates {
  private final LibraryReader library;
  private final String embedding;
  private @Nullable Found last;

  private record Found(long version, Set<String> ids) {}

  /// @param embedding the field of the vectors
  LuceneDuplicates(LibraryReader library, String embedding) {
    this.library = library;
    this.embedding = embedding;
  }

  Duplicates find(DuplicateRule rule) {
    return library.look(searcher -> find(rule, searcher));
  }

  /// The images that have a duplicate. While they are being found others wait for them.
  synchronized Set<String> ids() {
    return library.look(
        searcher -> {
          long version = ((DirectoryReader) searcher.getIndexReader()).getVersion();
          Found found = last;
          if (found == null || found.version() != version) {
            found = new Found(version, find(DuplicateRule.DEFAULT, searcher).ids());
            last = found;
          }
          return found.ids();
        });
  }

  private Duplicates find(DuplicateRule rule, IndexSearcher searcher) throws IOException {
    try {
      return new DuplicateFinder(rule).find(new LuceneCandidateSource(searcher, embedding));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
