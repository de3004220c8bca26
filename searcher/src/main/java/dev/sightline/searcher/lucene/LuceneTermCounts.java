package dev.sightline.searcher.lucene;

import dev.sightline.library.schema.FilterFields;
import dev.sightline.library.schema.ImageFields;
import dev.sightline.searcher.query.Condition;
import dev.sightline.searcher.retrieval.Facets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

/// Lists the terms of a field from the term dictionary. Counts also know images that are deleted
/// and not yet merged away.
final class LuceneTermCounts {
  private LuceneTermCounts() {}

  static List<Facets.Value> of(IndexReader reader, Condition.TextField field, int limit)
      throws IOException {
    Terms terms = MultiTerms.getTerms(reader, nameOf(field));
    var all = new ArrayList<Facets.Value>();
    if (terms != null) {
      TermsEnum each = terms.iterator();
      for (BytesRef term = each.next(); term != null; term = each.next()) {
        String value = term.utf8ToString();
        all.add(Facets.Value.of(value, each.docFreq(), field));
      }
    }
    all.sort(Facets.Value.MOST_FREQUENT_FIRST);
    return List.copyOf(all.subList(0, Math.min(limit, all.size())));
  }

  private static String nameOf(Condition.TextField field) {
    return switch (field) {
      case LENS -> FilterFields.LENS;
      case EXT -> FilterFields.EXTENSION;
      case TAG -> ImageFields.KEYWORD;
      case CAMERA, IN, NAME, CAPTION, ORIENTATION, HAS ->
          throw new IllegalArgumentException("values of " + field.field() + " are not listed");
    };
  }
}
