package dev.sightline.searcher.lucene;

import dev.sightline.library.LibraryRoot;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.schema.FilterFields;
import dev.sightline.searcher.query.Condition;
import dev.sightline.searcher.retrieval.Facets;
import dev.sightline.searcher.retrieval.FolderCounts;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/// Counts what documents have in common, from doc values: one pass over a match set.
final class LuceneFacets {
  private static final long SECONDS_A_DAY = 86_400;

  /// Images whose date is no guess.
  private static final Term DATED = new Term(FilterFields.HAS, "date");

  private final List<LibraryRoot> roots;
  private final int values;
  private final Map<Long, Integer> days = new HashMap<>();
  private final Map<Long, Integer> guessedDays = new HashMap<>();
  private final Map<String, Group> cameras = new HashMap<>();
  private final Map<String, Group> folders = new HashMap<>();
  private long matches;

  /// @param roots of the library: folders are named from them on
  /// @param values the most of each facet that are returned
  LuceneFacets(List<LibraryRoot> roots, int values) {
    this.roots = List.copyOf(roots);
    this.values = values;
  }

  /// Documents with one term in common, and one of them.
  private record Group(long count, int example) {
    Group and(Group other) {
      return new Group(count + other.count, example);
    }
  }

  /// @param set images
  Facets count(IndexSearcher searcher, org.apache.lucene.search.Query set) throws IOException {
    Weight weight = searcher.createWeight(searcher.rewrite(set), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      Scorer inside = weight.scorer(leaf);
      if (inside != null) {
        count(leaf, inside.iterator());
      }
    }
    var facets =
        Stream.of(times("year", "uuuu"), times("month", "uuuu-MM"), cameras(searcher), folders())
            .filter(it -> !it.values().isEmpty())
            .toList();
    return new Facets(matches, facets);
  }

  private void count(LeafReaderContext leaf, DocIdSetIterator each) throws IOException {
    NumericDocValues times = leaf.reader().getNumericDocValues(FilterFields.TIME);
    var cameraOf = new LuceneTerms(leaf, FilterFields.CAMERA);
    var folderOf = new LuceneTerms(leaf, FilterFields.FOLDER);
    PostingsEnum dated = leaf.reader().postings(DATED);
    Bits live = leaf.reader().getLiveDocs();
    for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
      if (live != null && !live.get(doc)) {
        continue;
      }
      matches++;
      if (times != null && times.advanceExact(doc)) {
        long day = Math.floorDiv(times.longValue(), SECONDS_A_DAY);
        days.merge(day, 1, Integer::sum);
        if (!holds(dated, doc)) {
          guessedDays.merge(day, 1, Integer::sum);
        }
      }
      cameraOf.count(doc);
      folderOf.count(doc);
    }
    cameraOf.addTo(cameras);
    folderOf.addTo(folders);
  }

  /// Whether a term is in a document; documents are asked for in order.
  private static boolean holds(@Nullable PostingsEnum term, int document) throws IOException {
    if (term == null) {
      return false;
    }
    return (term.docID() < document ? term.advance(document) : term.docID()) == document;
  }

  /// Counts the terms of one segment by their number there.
  private static final class LuceneTerms {
    private final SortedDocValues terms;
    private final int base;
    private final long[] counts;
    private final int[] examples;

    LuceneTerms(LeafReaderContext leaf, String field) throws IOException {
      this.terms = DocValues.getSorted(leaf.reader(), field);
      this.base = leaf.docBase;
      this.counts = new long[terms.getValueCount()];
      this.examples = new int[terms.getValueCount()];
    }

    void count(int document) throws IOException {
      if (terms.advanceExact(document)) {
        counts[terms.ordValue()]++;
        examples[terms.ordValue()] = base + document;
      }
    }

    void addTo(Map<String, Group> groups) throws IOException {
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] > 0) {
          String term = terms.lookupOrd(i).utf8ToString();
          groups.merge(term, new Group(counts[i], examples[i]), Group::and);
        }
      }
    }
  }

  /// @param format of a year, or of a year and a month, as `date:` reads it
  private Facets.Facet times(String name, String format) {
    var written = DateTimeFormatter.ofPattern(format, Locale.ROOT);
    var counts = new TreeMap<String, Long>(Comparator.reverseOrder());
    var guesses = new HashMap<String, Long>();
    days.forEach(
        (day, count) ->
            counts.merge(LocalDate.ofEpochDay(day).format(written), (long) count, Long::sum));
    guessedDays.forEach(
        (day, count) ->
            guesses.merge(LocalDate.ofEpochDay(day).format(written), (long) count, Long::sum));
    List<Facets.Value> first =
        counts.entrySet().stream()
            .limit(values)
            .map(
                it ->
                    new Facets.Value(
                        it.getKey(),
                        it.getValue(),
                        "date:" + it.getKey(),
                        guesses.getOrDefault(it.getKey(), 0L)))
            .toList();
    return new Facets.Facet(name, first, counts.size() - first.size());
  }

  private Facets.Facet cameras(IndexSearcher searcher) throws IOException {
    var first = new ArrayList<Facets.Value>();
    for (var it : mostFrequent(cameras)) {
      String camera = camera(searcher, it.getValue().example()).orElse(it.getKey());
      first.add(Facets.Value.of(camera, it.getValue().count(), Condition.TextField.CAMERA));
    }
    return new Facets.Facet("camera", first, cameras.size() - first.size());
  }

  /// The camera as its file writes it; the index only knows it in small letters.
  private static Optional<String> camera(IndexSearcher searcher, int document) throws IOException {
    return LibraryReader.image(searcher, document).facts().camera();
  }

  private Facets.Facet folders() {
    var counts = new FolderCounts(roots);
    folders.forEach((folder, group) -> counts.add(folder, group.count()));
    return counts.facet(values);
  }

  private List<Map.Entry<String, Group>> mostFrequent(Map<String, Group> groups) {
    return groups.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<String, Group> it) -> -it.getValue().count())
                .thenComparing(Map.Entry::getKey))
        .limit(values)
        .toList();
  }
}
