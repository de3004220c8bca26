package dev.sightline.searcher.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.VectorScorer;

/// Gives candidates that a walk found among quantized vectors the scores of the full ones, and puts
/// them in that order. Segments that keep only full vectors are left as they are: a library may
/// have both, until it is compacted.
final class LuceneRescoring {
  private static final Comparator<ScoreDoc> BEST_FIRST =
      Comparator.<ScoreDoc>comparingDouble(it -> -it.score).thenComparingInt(it -> it.doc);

  private LuceneRescoring() {}

  /// Rescores where it is needed.
  ///
  /// @param field the vectors
  /// @param query unit vector
  /// @param found the candidates, the best first; they are changed
  /// @return the same, the best first
  static ScoreDoc[] of(IndexSearcher searcher, String field, float[] query, ScoreDoc[] found)
      throws IOException {
    var leaves = searcher.getIndexReader().leaves();
    if (leaves.stream().noneMatch(leaf -> isQuantized(leaf, field))) {
      return found;
    }
    Arrays.sort(found, Comparator.comparingInt(it -> it.doc));
    int next = 0;
    while (next < found.length) {
      LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(found[next].doc, leaves));
      int end = next + 1;
      int last = leaf.docBase + leaf.reader().maxDoc();
      while (end < found.length && found[end].doc < last) {
        end++;
      }
      if (isQuantized(leaf, field)) {
        rescore(leaf, field, query, found, next, end);
      }
      next = end;
    }
    Arrays.sort(found, BEST_FIRST);
    return found;
  }

  private static void rescore(
      LeafReaderContext leaf, String field, float[] query, ScoreDoc[] found, int from, int to)
      throws IOException {
    VectorScorer full = leaf.reader().getFloatVectorValues(field).rescorer(query);
    for (int i = from; i < to; i++) {
      full.iterator().advance(found[i].doc - leaf.docBase);
      found[i].score = full.score();
    }
  }

  private static boolean isQuantized(LeafReaderContext leaf, String field) {
    FieldInfo info = leaf.reader().getFieldInfos().fieldInfo(field);
    return info != null
        && Lucene104HnswScalarQuantizedVectorsFormat.NAME.equals(
            info.getAttribute(PerFieldKnnVectorsFormat.PER_FIELD_FORMAT_KEY));
  }
}
