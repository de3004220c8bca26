package dev.sightline.benchmarks;

import dev.sightline.indexer.Indexer;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.searcher.lucene.LuceneRetriever;
import dev.sightline.searcher.retrieval.SearchBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A library of synthetic vectors and metadata, however large, and the first things one does with
/// it. Each step is a process of its own, so that its memory is its own.
///
/// Run: `benchmarks/run.sh scale-library 10000 100000 1000000`. Table:
/// `docs/explanation/performance/library-growth.md`.
public final class SyntheticLibrary {
  /// As an index run does.
  private static final int IMAGES_A_COMMIT = 5_000;

  private static final int COMMITS = 7;
  private static final SearchBudget BUDGET = SearchBudget.of(20);

  private SyntheticLibrary() {}

  /// `build FOLDER FROM TO DIM|NPY [MODEL]`, `open FOLDER` or `commit FOLDER`. With the folder of
  /// a model the library can be asked by words, though its vectors are of no pictures.
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "build" ->
          build(
              folder,
              Integer.parseInt(arguments[2]),
              Integer.parseInt(arguments[3]),
              vectors(arguments[4]),
              arguments.length > 5 ? Optional.of(Path.of(arguments[5])) : Optional.empty());
      case "open" -> open(folder);
      case "commit" -> commit(folder);
      default -> throw new IllegalArgumentException("build, open or commit, not " + arguments[0]);
    }
  }

  /// Synthetic vectors of so many dimensions, or those of a NumPy file.
  static SyntheticVectors vectors(String dimensionOrFile) throws IOException {
    return dimensionOrFile.endsWith(".npy")
        ? SyntheticVectors.ofFile(Path.of(dimensionOrFile))
        : SyntheticVectors.clustered(Integer.parseInt(dimensionOrFile));
  }

  private static void build(
      Path folder, int from, int to, SyntheticVectors vectors, Optional<Path> model) {
    build(folder, model(vectors.dimension(), model), from, to, vectors);
  }

  private static LibraryModel model(int dimension, Optional<Path> folder) {
    if (folder.isEmpty()) {
      return LibraryModel.synthetic(dimension);
    }
    try (var model = ClipModel.open(folder.get(), ModelOptions.DEFAULT)) {
      return Indexer.libraryModel(model, dimension);
    }
  }

  /// Makes a library of the images numbered `from` to `to`, not included.
  static void build(Path folder, LibraryModel model, int from, int to, SyntheticVectors vectors) {
    try (var writer = LibraryWriter.open(folder, model)) {
      for (int number = from; number < to; number++) {
        writer.put(SyntheticPhotos.image(number), vectors.vector(number));
        if ((number - from) % IMAGES_A_COMMIT == IMAGES_A_COMMIT - 1) {
          writer.commit();
        }
      }
      writer.commit();
    }
  }

  private static void open(Path folder) throws IOException {
    long start = System.nanoTime();
    try (var reader = LibraryReader.open(folder)) {
      long opened = System.nanoTime();
      var query = SyntheticVectors.clustered(reader.state().model().dimension()).vector(-1);
      long asked = System.nanoTime();
      new LuceneRetriever(reader).nearest(query, BUDGET, -1);
      long answered = System.nanoTime();
      var statistics = reader.statistics();
      System.gc();
      var runtime = Runtime.getRuntime();
      System.out.printf(
          Locale.ROOT,
          "open %.0f ms, first search %.0f ms, heap %.1f MiB, anonymous %d MiB, resident %d MiB;"
              + " %,d bytes a document, %d segments%n",
          (opened - start) / 1e6,
          (answered - asked) / 1e6,
          (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0,
          Project.anonymousMebibytes(),
          Project.residentMebibytes(),
          statistics.bytes() / reader.size(),
          statistics.segments());
    }
  }

  /// One image gets another time, again and again: what somebody who searches meanwhile waits for.
  private static void commit(Path folder) {
    var commits = new double[COMMITS];
    var seen = new double[COMMITS];
    try (var writer = LibraryWriter.openExisting(folder);
        var reader = LibraryReader.open(folder)) {
      for (int i = 0; i < COMMITS; i++) {
        var stored = reader.stored(SyntheticPhotos.image(i).id()).orElseThrow();
        IndexedFile file = stored.image().files().getFirst();
        var touched = new IndexedFile(file.path(), file.bytes(), i, file.fileKey());
        long start = System.nanoTime();
        writer.put(
            new IndexedImage(stored.image().id(), List.of(touched), stored.image().facts()),
            stored.vector());
        writer.commit();
        long committed = System.nanoTime();
        reader.refresh();
        seen[i] = (System.nanoTime() - committed) / 1e6;
        commits[i] = (committed - start) / 1e6;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "commit %.0f ms (most %.0f), seen by a reader after %.1f ms more%n",
        Project.percentile(commits, 0.5),
        Project.percentile(commits, 1),
        Project.percentile(seen, 0.5));
  }
}
