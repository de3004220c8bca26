package dev.sightline.searcher.lucene;

import dev.sightline.library.schema.FilterFields;
import dev.sightline.searcher.query.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;

/// Orders of hits other than by nearness.
final class LuceneOrder {
  private LuceneOrder() {}

  /// Ties are broken by file name, and at last by how they lie on disk.
  static Sort sort(Query.SortOrder order) {
    var byName = new SortField(FilterFields.FILE_NAME, SortField.Type.STRING);
    return switch (order) {
      case RELEVANCE, NEWEST, DIVERSE ->
          new Sort(new SortField(FilterFields.TIME, SortField.Type.LONG, true), byName);
      case OLDEST -> new Sort(new SortField(FilterFields.TIME, SortField.Type.LONG), byName);
      case NAME -> new Sort(byName, new SortField(FilterFields.TIME, SortField.Type.LONG, true));
      case SIZE -> new Sort(new SortField(FilterFields.BYTES, SortField.Type.LONG, true), byName);
    };
  }
}
