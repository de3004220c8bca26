package dev.sightline.benchmarks;

import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.schema.ImageFields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.ReadAdvice;

/// The first questions to a library of which nothing is in memory, by what the system is told about
/// its files: nothing more than Lucene tells it, to read around what is touched, or to load the
/// graph, the coarse vectors or everything at once.
///
/// Run: `benchmarks/run.sh cold LIBRARY`. Table: `docs/explanation/performance/library-growth.md`.
public final class ColdLibrary {
  private static final int CANDIDATES = 128;
  private static final int FIRST_QUERY = 100_000_000; // beyond the images: not one of them
  private static final int QUESTIONS = 10;

  private ColdLibrary() {}

  /// `LIBRARY WAY`: `as-lucene`, `by-use`, `read-around`, `load-graph`, `load-coarse` or `load-
  /// all`.
  public static void main(String[] arguments) throws IOException {
    Path library = Path.of(arguments[0]);
    String field;
    int dimension;
    try (var reader = LibraryReader.open(library)) { // reads no vector
      field = ImageFields.embedding(reader.state().model().imageFingerprint());
      dimension = reader.state().model().dimension();
    }
    SyntheticVectors vectors = SyntheticVectors.clustered(dimension);
    long start = System.nanoTime();
    try (var directory = new MMapDirectory(library.resolve("index"))) {
      directory.setPreload(preloaded(arguments[1]));
      switch (arguments[1]) {
        case "read-around" -> directory.setReadAdvice((_, _) -> Optional.of(ReadAdvice.NORMAL));
        case "by-use" -> directory.setReadAdvice(MMapDirectory.ADVISE_BY_CONTEXT);
        default -> {} // as Lucene does
      }
      try (var reader = DirectoryReader.open(directory)) {
        var searcher = new IndexSearcher(reader);
        long opened = System.nanoTime();
        var asked = new long[QUESTIONS];
        for (int i = 0; i < QUESTIONS; i++) {
          long began = System.nanoTime();
          TopDocs found =
              searcher.search(
                  new KnnFloatVectorQuery(field, vectors.vector(FIRST_QUERY + i), CANDIDATES),
                  CANDIDATES);
          asked[i] = System.nanoTime() - began;
          if (found.scoreDocs.length == 0) {
            throw new IllegalStateException("nothing found");
          }
        }
        System.out.printf(
            Locale.ROOT,
            "| %s | %.0f | %.0f | %.0f | %.0f |%n",
            arguments[1],
            (opened - start) / 1e6,
            asked[0] / 1e6,
            asked[1] / 1e6,
            asked[QUESTIONS - 1] / 1e6);
      }
    }
  }

  private static BiPredicate<String, IOContext> preloaded(String way) {
    return switch (way) {
      case "load-graph" -> (file, _) -> file.endsWith(".vex");
      case "load-coarse" -> (file, _) -> file.endsWith(".vex") || file.endsWith(".veq");
      case "load-all" -> (_, _) -> true;
      default -> (_, _) -> false;
    };
  }
}
