package dev.sightline.benchmarks;

import dev.sightline.searcher.lucene.SegmentBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.PatienceKnnVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SeededKnnVectorQuery;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/// An index of numbered vectors and nothing else, to try formats and ways of asking with.
final class BareGraph implements AutoCloseable {
  private static final String VECTOR = "v";
  private static final String NUMBER = "n";

  /// As a library is written.
  private static final double BUFFER_MEGABYTES = 64;

  /// Prompts that a question begins at, and their neighbours that it takes from each.
  private static final int PROMPTS = 2;

  private static final int SEEDS_A_PROMPT = 8;

  private final Directory directory;
  private final DirectoryReader reader;
  private final IndexSearcher searcher;

  private BareGraph(Directory directory, DirectoryReader reader) {
    this.directory = directory;
    this.reader = reader;
    this.searcher = new IndexSearcher(reader);
    searcher.setQueryCache(null);
  }

  /// How a graph is asked.
  enum Way {
    /// As it is.
    PLAIN,

    /// Stopping when the queue of candidates hardly changes any more.
    PATIENT,

    /// Beginning at neighbours of the nearest of known prompts: the first half of the questions.
    SEEDED,

    /// With fewer candidates in each of several segments than Lucene keeps: its share and 8
    /// standard deviations, as `SegmentBudget` of the searcher does.
    EIGHT_DEVIATIONS,

    /// The same with 4.
    FOUR_DEVIATIONS
  }

  /// Answers one question.
  @FunctionalInterface
  interface Asking {
    /// The numbers of the nearest, rescored in full precision where the format is coarser.
    int[] nearest(float[] query, int k, int efSearch) throws IOException;
  }

  /// Builds an index.
  ///
  /// @param segments that are left; 0 for as many as there are when everything has been added
  /// @return seconds, from the first vector to the last merge
  static double build(
      Path folder, KnnVectorsFormat format, int segments, SyntheticVectors vectors, int count)
      throws IOException {
    var perField =
        new PerFieldKnnVectorsFormat() {
          @Override
          public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return format;
          }
        };
    var standard = new Lucene104Codec();
    var configuration =
        new IndexWriterConfig()
            .setRAMBufferSizeMB(BUFFER_MEGABYTES)
            .setCodec(
                new FilterCodec(standard.getName(), standard) {
                  @Override
                  public KnnVectorsFormat knnVectorsFormat() {
                    return perField;
                  }
                });
    var merges = new ConcurrentMergeScheduler();
    int threads = Runtime.getRuntime().availableProcessors() + 1;
    merges.setMaxMergesAndThreads(threads + 5, threads); // as a library is written
    configuration.setMergeScheduler(merges);
    long start = System.nanoTime();
    try (var directory = MMapDirectory.open(folder);
        var writer = new IndexWriter(directory, configuration)) {
      for (int number = 0; number < count; number++) {
        var document = new Document();
        document.add(
            new KnnFloatVectorField(
                VECTOR, vectors.vector(number), VectorSimilarityFunction.DOT_PRODUCT));
        document.add(new NumericDocValuesField(NUMBER, number));
        writer.addDocument(document);
      }
      if (segments > 0) {
        writer.forceMerge(segments);
      }
      writer.commit();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  static BareGraph open(Path folder) throws IOException {
    Directory directory = MMapDirectory.open(folder);
    return new BareGraph(directory, DirectoryReader.open(directory));
  }

  /// Everything on disk.
  double mebibytes() throws IOException {
    return mebibytes("");
  }

  /// What a walk touches: the graph, and the coarse vectors where there are any.
  double searchedMebibytes() throws IOException {
    double quantized = mebibytes(".veq");
    return mebibytes(".vex") + (quantized > 0 ? quantized : mebibytes(".vec"));
  }

  private double mebibytes(String ending) throws IOException {
    long bytes = 0;
    for (String file : directory.listAll()) {
      bytes += file.endsWith(ending) ? directory.fileLength(file) : 0;
    }
    return bytes / 1048576.0;
  }

  /// Makes ready to ask in a way.
  Asking asking(Way way, List<float[]> questions) throws IOException {
    List<float[]> prompts = questions.subList(0, questions.size() / 2);
    List<int[]> seeds = way == Way.SEEDED ? seeds(prompts) : List.of();
    return (query, k, efSearch) -> {
      var plain = new KnnFloatVectorQuery(VECTOR, query, efSearch);
      Query asked =
          switch (way) {
            case PLAIN -> plain;
            case EIGHT_DEVIATIONS -> new FewerCandidates(query, efSearch, 8);
            case FOUR_DEVIATIONS -> new FewerCandidates(query, efSearch, 4);
            case PATIENT -> PatienceKnnVectorQuery.fromFloatQuery(plain);
            case SEEDED ->
                SeededKnnVectorQuery.fromFloatQuery(
                    plain,
                    new DocumentsQuery(
                        NearestByScan.union(
                            Arrays.stream(NearestByScan.among(query, prompts, PROMPTS))
                                .mapToObj(seeds::get)
                                .toList())));
          };
      return numbers(rescored(query, searcher.search(asked, efSearch).scoreDocs), k);
    };
  }

  /// Keeps its share of all candidates in a segment and some standard deviations more.
  private static final class FewerCandidates extends KnnFloatVectorQuery {
    private final int deviations;

    FewerCandidates(float[] query, int efSearch, int deviations) {
      super(VECTOR, query, efSearch);
      this.deviations = deviations;
    }

    @Override
    protected KnnCollectorManager getKnnCollectorManager(int efSearch, IndexSearcher searcher) {
      return new SegmentBudget(efSearch, deviations, searcher);
    }
  }

  /// The documents nearest to each prompt.
  private List<int[]> seeds(List<float[]> prompts) throws IOException {
    var all = new ArrayList<int[]>();
    for (float[] prompt : prompts) {
      ScoreDoc[] found =
          searcher.search(new KnnFloatVectorQuery(VECTOR, prompt, 128), SEEDS_A_PROMPT).scoreDocs;
      all.add(Stream.of(found).mapToInt(it -> it.doc).toArray());
    }
    return all;
  }

  private ScoreDoc[] rescored(float[] query, ScoreDoc[] found) throws IOException {
    Arrays.sort(found, (a, b) -> Integer.compare(a.doc, b.doc));
    List<LeafReaderContext> leaves = reader.leaves();
    for (int i = 0; i < found.length; ) {
      LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(found[i].doc, leaves));
      VectorScorer full = leaf.reader().getFloatVectorValues(VECTOR).rescorer(query);
      for (; i < found.length && found[i].doc < leaf.docBase + leaf.reader().maxDoc(); i++) {
        full.iterator().advance(found[i].doc - leaf.docBase);
        found[i].score = full.score();
      }
    }
    Arrays.sort(found, (a, b) -> Float.compare(b.score, a.score));
    return found;
  }

  private int[] numbers(ScoreDoc[] found, int k) throws IOException {
    var numbers = new int[Math.min(k, found.length)];
    for (int i = 0; i < numbers.length; i++) {
      var leaf = reader.leaves().get(ReaderUtil.subIndex(found[i].doc, reader.leaves()));
      NumericDocValues values = leaf.reader().getNumericDocValues(NUMBER);
      values.advanceExact(found[i].doc - leaf.docBase);
      numbers[i] = (int) values.longValue();
    }
    return numbers;
  }

  @Override
  public void close() throws IOException {
    reader.close();
    directory.close();
  }
}
