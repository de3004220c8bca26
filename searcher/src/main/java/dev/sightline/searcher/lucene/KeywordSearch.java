package dev.sightline.searcher.lucene;

import dev.sightline.library.schema.FilterFields;
import dev.sightline.library.schema.ImageFields;
import dev.sightline.searcher.query.KeywordQuery;
import dev.sightline.searcher.retrieval.Retriever.Worded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;

/// Finds images by the words of their names, captions and keywords.
final class KeywordSearch {
  private static final List<String> FIELDS =
      List.of(ImageFields.NAME, ImageFields.CAPTION, ImageFields.KEYWORD);

  private final KeywordQuery words;
  private final Query within;

  /// @param words at least one wanted
  /// @param within what images have to satisfy
  KeywordSearch(KeywordQuery words, Query within) {
    this.words = words;
    this.within = within;
  }

  /// The images inside the filters that hold all words and none that is pushed away.
  Query holdingAll() {
    BooleanQuery.Builder all = allowed();
    words.wanted().forEach(word -> all.add(holding(word), Occur.MUST));
    return all.build();
  }

  /// Those that hold all words, the best first, then those that hold some.
  ///
  /// @param embedding the field of the vectors
  /// @param query unit vector
  /// @param limit the most of either kind
  List<Worded> find(IndexSearcher searcher, String embedding, float[] query, int limit)
      throws IOException {
    var shares = new LinkedHashMap<Integer, Double>();
    for (ScoreDoc it : searcher.search(holdingAll(), limit).scoreDocs) {
      shares.put(it.doc, 1.0);
    }
    if (words.wanted().size() > 1) {
      for (ScoreDoc it : searcher.search(holdingSome(searcher), limit).scoreDocs) {
        shares.put(it.doc, Math.min(it.score, Math.nextDown(1.0)));
      }
    }
    var named = new HashSet<Integer>();
    for (ScoreDoc it : searcher.search(named(), limit).scoreDocs) {
      named.add(it.doc);
    }
    String[] ids =
        LuceneIds.of(searcher, shares.keySet().stream().mapToInt(Integer::intValue).toArray());
    var found = new ArrayList<Worded>();
    for (var it : shares.entrySet()) {
      int document = it.getKey();
      double cosine = ExactSearch.cosineOf(searcher, embedding, document, query);
      String id = ids[found.size()];
      found.add(new Worded(id, cosine, it.getValue(), named.contains(document)));
    }
    return List.copyOf(found);
  }

  /// Scores images by the share of the words that they hold, each by how rare it is.
  private Query holdingSome(IndexSearcher searcher) throws IOException {
    int images = searcher.getIndexReader().maxDoc();
    var weights = new LinkedHashMap<String, Double>();
    for (String word : words.wanted()) {
      int holders = 0;
      for (String field : FIELDS) {
        holders = Math.max(holders, searcher.getIndexReader().docFreq(new Term(field, word)));
      }
      weights.put(word, Math.log1p((images - holders + 0.5) / (holders + 0.5))); // as in BM25
    }
    double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    BooleanQuery.Builder some = allowed();
    some.setMinimumNumberShouldMatch(1);
    weights.forEach(
        (word, weight) ->
            some.add(
                new BoostQuery(new ConstantScoreQuery(holding(word)), (float) (weight / sum)),
                Occur.SHOULD));
    some.add(holdingAll(), Occur.MUST_NOT); // those are found by themselves
    return some.build();
  }

  private BooleanQuery.Builder allowed() {
    var allowed = new BooleanQuery.Builder();
    allowed.add(within, Occur.FILTER);
    for (List<String> sentence : words.unwanted()) {
      var unwanted = new BooleanQuery.Builder();
      sentence.forEach(word -> unwanted.add(holding(word), Occur.MUST));
      allowed.add(unwanted.build(), Occur.MUST_NOT);
    }
    return allowed;
  }

  private static Query holding(String word) {
    var any = new BooleanQuery.Builder();
    FIELDS.forEach(field -> any.add(new TermQuery(new Term(field, word)), Occur.SHOULD));
    return any.build();
  }

  /// The images whose very file name is the text, with or without what comes after the last point.
  private Query named() {
    String name = FilterFields.folded(words.text().strip());
    Automaton extension =
        Operations.concatenate(
            List.of(
                Automata.makeChar('.'),
                Operations.repeat(
                    Operations.minus(
                        Automata.makeAnyChar(),
                        Automata.makeChar('.'),
                        Operations.DEFAULT_DETERMINIZE_WORK_LIMIT))));
    Automaton file =
        Operations.concatenate(List.of(Automata.makeString(name), Operations.optional(extension)));
    return new AutomatonQuery(
        new Term(FilterFields.FILE_NAME, name),
        Operations.determinize(file, Operations.DEFAULT_DETERMINIZE_WORK_LIMIT));
  }
}
