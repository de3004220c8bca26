package dev.sightline.benchmarks;

import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.searcher.lucene.LuceneRetriever;
import dev.sightline.searcher.query.KeywordQuery;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.query.QueryParser;
import dev.sightline.searcher.retrieval.MatchCriteria;
import dev.sightline.searcher.retrieval.SearchBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/// Answers that need everything that matches, against the first few by the graph: counting matches,
/// ordering them by date, and facets. They look at every vector, or at every document within the
/// filters, and so grow with the library.
///
/// Run: `benchmarks/run.sh whole-answers LIBRARY`. Table:
/// `docs/explanation/performance/library-growth.md`.
public final class WholeAnswers {
  private static final int K = 20;
  private static final int FACET_VALUES = 20;
  private static final int ROUNDS = 15;
  private static final int FIRST_QUERY = 100_000_000; // beyond the images: not one of them

  /// Where some thousandth of synthetic vectors lies: within a cluster.
  private static final double MINIMUM = 0.5;

  private WholeAnswers() {}

  /// `LIBRARY`: of synthetic vectors.
  public static void main(String[] arguments) throws IOException {
    try (var reader = LibraryReader.open(Path.of(arguments[0]))) {
      var retriever = new LuceneRetriever(reader);
      SyntheticVectors vectors = SyntheticVectors.clustered(reader.state().model().dimension());
      var budget = SearchBudget.forWords(K, reader.state().vectors());
      IntFunction<float[]> query = i -> vectors.vector(FIRST_QUERY + i);
      IntFunction<MatchCriteria> matches =
          i -> MatchCriteria.near(List.of(), query.apply(i), MINIMUM, KeywordQuery.NONE);
      List<Query.Filter> year = QueryParser.parse("date:2012").filters();
      System.out.println("| images | what is asked | median ms | most ms |");
      System.out.println("|---|---|---|---|");
      int images = reader.size();
      row(
          images,
          "the first 20, by the graph",
          i -> retriever.nearest(query.apply(i), budget, MINIMUM, List.of()));
      row(
          images,
          "the first 20 and how many match, by a scan",
          i -> retriever.scan(query.apply(i), K, MINIMUM, List.of()));
      row(
          images,
          "matches, newest first",
          i -> retriever.ordered(matches.apply(i), Query.SortOrder.NEWEST, K));
      row(images, "facets of the matches", i -> retriever.facets(matches.apply(i), FACET_VALUES));
      row(
          images,
          "everything, newest first",
          _ -> retriever.listed(List.of(), Query.SortOrder.NEWEST, K));
      row(
          images,
          "facets of everything",
          _ -> retriever.facets(MatchCriteria.inside(List.of()), FACET_VALUES));
      row(
          images,
          "facets of one year",
          _ -> retriever.facets(MatchCriteria.inside(year), FACET_VALUES));
    }
  }

  private static void row(int images, String name, IntFunction<?> asking) {
    var millis = new double[ROUNDS];
    for (int i = -ROUNDS; i < ROUNDS; i++) { // the first half warms up
      long start = System.nanoTime();
      if (asking.apply(i + ROUNDS) == null) {
        throw new IllegalStateException("no answer");
      }
      if (i >= 0) {
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "| %,d | %s | %.1f | %.1f |%n",
        images,
        name,
        Project.percentile(millis, 0.5),
        Project.percentile(millis, 1));
  }
}
