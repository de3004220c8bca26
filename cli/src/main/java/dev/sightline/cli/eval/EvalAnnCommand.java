package dev.sightline.cli.eval;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.base.vectors.Vectors;
import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.InputFiles;
import dev.sightline.cli.common.UsageException;
import dev.sightline.cli.common.VectorsOption;
import dev.sightline.evaluation.plot.LinePlot;
import dev.sightline.evaluation.retrieval.AnnEvaluation;
import dev.sightline.library.VectorStorage;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.maintenance.LibraryCopy;
import dev.sightline.library.maintenance.LibraryDeletion;
import dev.sightline.library.npy.NpyFile;
import dev.sightline.searcher.lucene.LuceneLibrary;
import dev.sightline.searcher.retrieval.Retriever;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sightline eval ann`
@Command(
    name = "ann",
    mixinStandardHelpOptions = true,
    description = "Measure recall and speed of the HNSW graph of a library.")
public final class EvalAnnCommand implements Callable<Integer> {
  private static final int OWN_IMAGES_ASKED = 500;

  private final Directories directories;
  private final Console console;

  @Option(
      names = "--queries",
      paramLabel = "NPY|TSV",
      description =
          "Vectors as .npy, or sentences: one a line, or captions behind a tab; default: images"
              + " of the library.")
  private @Nullable Path queries;

  @Option(
      names = "--vectors",
      split = ",",
      paramLabel = "float32,int8,bit1",
      description =
          "Ways of keeping vectors to compare; others than the library's own are tried on a"
              + " copy among the system's temporary files. Default: the library's own.")
  private List<String> storages = List.of();

  @Option(
      names = "-k",
      paramLabel = "N",
      defaultValue = "10",
      description = "Neighbours wanted; default: ${DEFAULT-VALUE}.")
  private int k;

  @Mixin private EvalOptions options = new EvalOptions();
  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public EvalAnnCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    options.check(common);
    if (k < 1) {
      throw new UsageException("-k must be at least 1, got %d.".formatted(k));
    }
    List<VectorStorage> wanted = storages.stream().map(VectorsOption::read).distinct().toList();
    Path folder = common.library(directories);
    try (var library = common.openLibrary(directories)) {
      var retriever = library.retriever();
      List<float[]> vectors = vectors(folder, retriever);
      if (vectors.isEmpty()) {
        throw new UsageException("There are no queries: the library or the query file is empty.");
      }
      int dimension = retriever.state().model().dimension();
      if (vectors.getFirst().length != dimension) {
        throw new UsageException(
            "The library has vectors of %d dimensions, the queries %d."
                .formatted(dimension, vectors.getFirst().length));
      }
      VectorStorage own = library.state().vectors();
      Optional<AnnEvaluation.Result> result = Optional.empty();
      for (VectorStorage storage : wanted.isEmpty() ? List.of(own) : wanted) {
        var measured =
            storage == own
                ? AnnEvaluation.measure(retriever, vectors, k)
                : ofCopy(folder, storage, vectors);
        result = Optional.of(result.map(it -> it.with(measured)).orElse(measured));
      }
      options.print(report(result.orElseThrow()), console, common);
      return ExitCode.OK;
    }
  }

  /// Measures a copy of the index with another vector storage. Thumbnails are not copied.
  private AnnEvaluation.Result ofCopy(Path folder, VectorStorage storage, List<float[]> queries)
      throws IOException {
    if (!common.quiet()) {
      console.note("Building a copy with %s …".formatted(storage.text()));
    }
    Path place = Files.createTempDirectory("sightline-ann");
    Path copy = place.resolve("library");
    try {
      LibraryCopy.of(folder, copy, storage);
      try (var library = new LuceneLibrary(LibraryReader.open(copy))) {
        return AnnEvaluation.measure(library.retriever(), queries, k);
      }
    } finally {
      if (Files.exists(copy)) { // else what went wrong before is to be told, not this
        LibraryDeletion.delete(copy);
      }
      Files.deleteIfExists(place);
    }
  }

  private List<float[]> vectors(Path folder, Retriever library) throws IOException {
    if (queries == null) {
      var own = new ArrayList<float[]>();
      library
          .newest(OWN_IMAGES_ASKED)
          .forEach(image -> library.stored(image.id()).ifPresent(it -> own.add(it.vector())));
      return own;
    }
    InputFiles.require(queries);
    if (queries.toString().endsWith(".npy")) {
      return unit(matrix(queries));
    }
    var vectors = new ArrayList<float[]>();
    try (var open = common.sightline(folder, directories)) {
      for (String line : Files.readAllLines(queries)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          vectors.add(open.model().textEncoder().encode(line.substring(line.indexOf('\t') + 1)));
        }
      }
    }
    return vectors;
  }

  private static List<float[]> matrix(Path file) {
    try {
      return NpyFile.read(file);
    } catch (IOException e) {
      throw new UsageException(
          "%s cannot be used as queries: %s".formatted(Console.visible(file), e.getMessage()));
    }
  }

  /// Normalizes rows to length one, as in a library.
  private List<float[]> unit(List<float[]> rows) {
    for (int i = 0; i < rows.size(); i++) {
      try {
        Vectors.normalize(rows.get(i));
      } catch (ArithmeticException e) {
        throw new UsageException(
            "Row %,d of %s is no vector: it has the length %s."
                .formatted(
                    i, Console.visible(String.valueOf(queries)), Vectors.length(rows.get(i))));
      }
    }
    return rows;
  }

  private static EvalReport report(AnnEvaluation.Result result) {
    var table = new EvalTable("vectors", "efSearch", "recall", "queries/s", "p50 ms", "p99 ms");
    var curves = new LinkedHashMap<VectorStorage, List<Double>>();
    for (var row : result.rows()) {
      table.row(
          row.vectors().text(), row.efSearch(), row.recall(), row.qps(), row.p50(), row.p99());
      curves.computeIfAbsent(row.vectors(), _ -> new ArrayList<>()).add(row.recall());
    }
    var first = result.rows().getFirst().vectors();
    var plot =
        new LinePlot(
            "recall@%d of the graph, %,d images".formatted(result.k(), result.images()),
            "efSearch; queries/s of %s below".formatted(first.text()),
            "recall, %",
            result.rows().stream()
                .filter(row -> row.vectors() == first)
                .map(EvalAnnCommand::place)
                .toList(),
            curves.entrySet().stream()
                .map(it -> new LinePlot.Curve(it.getKey().text(), it.getValue(), List.of()))
                .toList(),
            List.of());
    return new EvalReport(
        List.of(
            String.format(
                Locale.ROOT,
                "%,d images, %,d queries, k %d, 1 thread; exact: %.0f queries/s",
                result.images(),
                result.queries(),
                result.k(),
                result.exactQps())),
        table,
        List.of(),
        json -> write(result, json),
        plot::svg);
  }

  private static String place(AnnEvaluation.Row row) {
    return String.format(Locale.ROOT, "%d (%.0f/s)", row.efSearch(), row.qps());
  }

  private static void write(AnnEvaluation.Result result, JsonGenerator json) throws IOException {
    json.writeNumberField("images", result.images());
    json.writeNumberField("queries", result.queries());
    json.writeNumberField("k", result.k());
    json.writeArrayFieldStart("rows");
    for (var row : result.rows()) {
      json.writeStartObject();
      json.writeStringField("vectors", row.vectors().text());
      json.writeNumberField("efSearch", row.efSearch());
      json.writeNumberField("recall", row.recall());
      json.writeNumberField("qps", row.qps());
      json.writeNumberField("p50", row.p50());
      json.writeNumberField("p99", row.p99());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("exact");
    json.writeNumberField("qps", result.exactQps());
    json.writeEndObject();
    json.writeNumberField("threads", 1);
  }
}
