package dev.sightline.cluster.query;

import dev.sightline.cluster.schema.CollectionFields;
import dev.sightline.searcher.query.Query.SortOrder;

/// Orders of hits other than by nearness. What is equal comes by id, so that an answer is the same
/// whichever replica gives it.
final class CollectionOrder {
  private CollectionOrder() {}

  static String of(SortOrder order) {
    String newest = CollectionFields.TIME + " desc";
    String name = CollectionFields.FIRST_NAME + " asc";
    String first =
        switch (order) {
          case RELEVANCE, NEWEST, DIVERSE -> newest + "," + name;
          case OLDEST -> CollectionFields.TIME + " asc," + name;
          case NAME -> name + "," + newest;
          case SIZE -> CollectionFields.SIZE + " desc," + name;
        };
    return first + "," + CollectionFields.ID + " asc";
  }
}
