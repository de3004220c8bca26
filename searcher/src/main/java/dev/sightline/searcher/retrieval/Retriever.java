package dev.sightline.searcher.retrieval;

import dev.sightline.library.LibraryState;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredVector;
import dev.sightline.searcher.duplicates.DuplicateRule;
import dev.sightline.searcher.duplicates.Duplicates;
import dev.sightline.searcher.query.Condition;
import dev.sightline.searcher.query.KeywordQuery;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.query.QueryException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that searching needs of a library, and the seam behind which another kind of library may
/// stand: `LuceneRetriever` asks one in a folder of this machine, the room `cluster` one that is
/// spread over several. Implementations are safe for concurrent use.
///
/// Wherever filters are taken, only images that satisfy all of them are looked at; none is left out
/// and none leaks.
public interface Retriever {
  /// An image and how near it is.
  ///
  /// @param id of the image
  /// @param cosine dot product of its unit vector with the query's, -1 to 1
  record Neighbour(String id, double cosine) {}

  /// An image and the words that it shares with a text.
  ///
  /// @param id of the image
  /// @param cosine dot product of its unit vector with the query's, -1 to 1; -1 when it has none
  /// @param share of the text's words that its name, captions or keywords hold, each counted by how
  ///     rare it is in the library (inverse document frequency); 1 when they hold all, else below
  /// @param named whether the text is its very file name, with or without the extension
  record Worded(String id, double cosine, double share, boolean named) {
    /// Whether it holds all words.
    public boolean holdsAll() {
      return share >= 1;
    }
  }

  /// What was retrieved.
  ///
  /// @param neighbours in the order asked for
  /// @param matches how many images have at least the cosine asked for
  /// @param complete whether every image was looked at, so that `matches` counts all of them; else
  ///     there may be more
  record Retrieved(List<Neighbour> neighbours, long matches, boolean complete) {
    /// Copies the list.
    public Retrieved {
      neighbours = List.copyOf(neighbours);
    }
  }

  /// Images in an order that knows no nearness.
  ///
  /// @param ids at most as many as were asked for
  /// @param matches how many there are
  record Listed(List<String> ids, long matches) {
    /// Copies the list.
    public Listed {
      ids = List.copyOf(ids);
    }
  }

  /// The nearest by a walk over the graph.
  ///
  /// @param query unit vector
  /// @param budget how many, and how hard to look
  /// @param minimum the cosine from which an image counts as a match
  /// @param filters what images have to satisfy
  Retrieved nearest(float[] query, SearchBudget budget, double minimum, List<Query.Filter> filters);

  /// The nearest by a walk over the graph, of all images.
  default Retrieved nearest(float[] query, SearchBudget budget, double minimum) {
    return nearest(query, budget, minimum, List.of());
  }

  /// The nearest by comparing every vector.
  ///
  /// @param query unit vector
  /// @param k how many, at least 1
  /// @param minimum the cosine from which an image counts as a match
  /// @param filters what images have to satisfy
  Retrieved scan(float[] query, int k, double minimum, List<Query.Filter> filters);

  /// The nearest by comparing every vector, of all images.
  default Retrieved scan(float[] query, int k, double minimum) {
    return scan(query, k, minimum, List.of());
  }

  /// All matches, by comparing every vector, in another order than nearness.
  ///
  /// @param set with a meaning
  /// @param order neither by relevance nor diverse
  /// @param k how many, at least 1
  Retrieved ordered(MatchCriteria set, Query.SortOrder order, int k);

  /// Images whose name, captions or keywords hold words of a query. Those that
  /// hold all come first, the best before (BM25); then those that hold some, by share. Nothing when
  /// the text has no such words.
  ///
  /// @param words of a query
  /// @param query unit vector, to say how near they are
  /// @param filters what images have to satisfy
  /// @param limit the most of either kind that are returned
  List<Worded> worded(KeywordQuery words, float[] query, List<Query.Filter> filters, int limit);

  /// Counts the years, months, cameras and folders of a match set, by looking at all of it.
  ///
  /// @param values the most of each that are returned
  Facets facets(MatchCriteria set, int values);

  /// What the images of the library hold in a field, the most frequent first.
  ///
  /// @param field `LENS`, `EXT` or `TAG`; lenses and extensions in small letters, keywords word by
  ///     word
  /// @param limit the most that are returned
  /// @throws IllegalArgumentException for other fields
  List<Facets.Value> values(Condition.TextField field, int limit);

  /// Images that satisfy filters, in an order.
  ///
  /// @param filters what images have to satisfy
  /// @param order not diverse; by relevance is newest first
  /// @param k how many, at least 1
  Listed listed(List<Query.Filter> filters, Query.SortOrder order, int k);

  /// How many images satisfy filters.
  long count(List<Query.Filter> filters);

  /// Whether an image satisfies a filter.
  ///
  /// @param id of an image; one that is not there satisfies nothing
  boolean satisfies(String id, Query.Filter filter);

  /// The newest images, by the time they were taken, else by the file's.
  ///
  /// @param k how many, at least 1
  default List<IndexedImage> newest(int k) {
    return listed(List.of(), Query.SortOrder.NEWEST, k).ids().stream()
        .flatMap(id -> image(id).stream())
        .toList();
  }

  /// The image of an id.
  Optional<IndexedImage> image(String id);

  /// The image of an id with its vector.
  Optional<StoredVector> stored(String id);

  /// The images of several ids that are there, by id: one question where each costs a way.
  default Map<String, IndexedImage> images(List<String> ids) {
    var images = new HashMap<String, IndexedImage>();
    ids.forEach(id -> image(id).ifPresent(it -> images.put(id, it)));
    return images;
  }

  /// The vectors of several ids that are there, by id: one question where each costs a way.
  default Map<String, float[]> vectors(List<String> ids) {
    var vectors = new HashMap<String, float[]>();
    ids.forEach(id -> stored(id).ifPresent(it -> vectors.put(id, it.vector())));
    return vectors;
  }

  /// Groups of images that are the same picture, or shots of one moment. Takes seconds in a large
  /// library.
  ///
  /// @param rule what counts as the same
  Duplicates duplicates(DuplicateRule rule);

  /// Takes images with their vectors, many at a time.
  @FunctionalInterface
  interface VectorVisitor {
    /// @param ids of the images
    /// @param vectors one unit vector an image, to be read and not kept
    void visit(List<String> ids, List<float[]> vectors);
  }

  /// Visits every image that has a vector, in parts of at most a few thousand, one part after the
  /// other.
  void forEachVector(VectorVisitor visitor);

  /// Up to how many images it can be asked for what looks at every one of them here: labels,
  /// concepts, duplicates. A library that lies on this machine sets no bound.
  default int visitable() {
    return Integer.MAX_VALUE;
  }

  /// Refuses what looks at every image, where these are too many for it.
  ///
  /// @param what was asked for, as in `has:duplicates`
  /// @throws QueryException if there are more than [#visitable]
  default void requireVisits(String what) {
    if (size() > visitable()) {
      throw new QueryException(
          0,
          "A library in a cluster can't answer %s for more than %,d images, because each is looked at from here; there are %,d. Ask it of a part: sightline library pull brings one here."
              .formatted(what, visitable(), size()));
    }
  }

  /// How many images there are.
  int size();

  /// Changes whenever answers may change.
  long commitToken();

  /// What the library says of itself.
  LibraryState state();
}
