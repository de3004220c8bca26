package dev.sightline.searcher.lucene;

import dev.sightline.library.schema.ImageFields;
import dev.sightline.searcher.retrieval.Retriever;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;

/// Reads all vectors of a library, in the order in which they lie on disk.
final class LuceneVectors {
  private static final int PART = 4_096;

  private LuceneVectors() {}

  static void forEach(IndexSearcher searcher, String field, Retriever.VectorVisitor visitor)
      throws IOException {
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      FloatVectorValues values = leaf.reader().getFloatVectorValues(field);
      if (values != null) {
        visit(leaf, values, visitor);
      }
    }
  }

  private static void visit(
      LeafReaderContext leaf, FloatVectorValues values, Retriever.VectorVisitor visitor)
      throws IOException {
    BinaryDocValues idOf = DocValues.getBinary(leaf.reader(), ImageFields.ID);
    Bits live = leaf.reader().getLiveDocs();
    List<String> ids = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    DocIndexIterator each = values.iterator();
    for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
      if ((live == null || live.get(doc)) && idOf.advanceExact(doc)) {
        ids.add(idOf.binaryValue().utf8ToString());
        vectors.add(values.vectorValue(each.index()).clone()); // Lucene reads into one array
        if (ids.size() == PART) {
          visitor.visit(List.copyOf(ids), List.copyOf(vectors));
          ids.clear();
          vectors.clear();
        }
      }
    }
    if (!ids.isEmpty()) {
      visitor.visit(List.copyOf(ids), List.copyOf(vectors));
    }
  }
}
