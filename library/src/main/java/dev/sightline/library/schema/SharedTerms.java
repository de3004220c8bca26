package dev.sightline.library.schema;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;

/// Finds terms of several documents that only one should have: an id, a path.
public final class SharedTerms {
  private SharedTerms() {}

  /// Receives one term with its documents.
  @FunctionalInterface
  public interface Visitor {
    /// @param documents numbers of the live documents with that term, ascending
    void visit(String term, List<Integer> documents) throws IOException;
  }

  /// Visits every term of a field that at least a number of live documents have, in order.
  public static void forEach(IndexReader reader, String field, int least, Visitor visitor)
      throws IOException {
    Terms terms = MultiTerms.getTerms(reader, field);
    if (terms == null) {
      return;
    }
    Bits live = MultiBits.getLiveDocs(reader);
    TermsEnum each = terms.iterator();
    PostingsEnum postings = null;
    while (each.next() != null) {
      if (each.docFreq() < least) {
        continue;
      }
      postings = each.postings(postings, PostingsEnum.NONE);
      var documents = new ArrayList<Integer>(least);
      for (int it = postings.nextDoc();
          it != DocIdSetIterator.NO_MORE_DOCS;
          it = postings.nextDoc()) {
        if (live == null || live.get(it)) {
          documents.add(it);
        }
      }
      if (documents.size() >= least) {
        visitor.visit(each.term().utf8ToString(), documents);
      }
    }
  }
}
