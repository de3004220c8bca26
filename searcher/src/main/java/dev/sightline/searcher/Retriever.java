package dev.sightline.searcher;

import dev.sightline.library.IndexedImage;
import dev.sightline.library.LibraryState;
import dev.sightline.library.StoredVector;
import dev.sightline.searcher.duplicates.DuplicateRule;
import dev.sightline.searcher.duplicates.Duplicates;
import java.util.List;
import java.util.Optional;

/// All that searching needs of a library, and the seam behind which another kind of library may
/// stand. Implementations are safe for concurrent use.
///
/// Wherever filters are taken, only images that satisfy all of them are looked at; none is left out
/// and none leaks.
public interface Retriever {
  /// An image and how near it is.
  ///
  /// @param image the image
  /// @param cosine dot product of its unit vector with the query's, -1 to 1
  record Neighbour(IndexedImage image, double cosine) {}

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
  /// @param images at most as many as were asked for
  /// @param matches how many there are
  record Listed(List<IndexedImage> images, long matches) {
    /// Copies the list.
    public Listed {
      images = List.copyOf(images);
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
  /// @param query unit vector
  /// @param text whose words make an image a match too when it holds all of them; may be empty
  /// @param k how many, at least 1
  /// @param minimum the cosine from which an image counts as a match
  /// @param filters what images have to satisfy
  /// @param order neither by relevance nor diverse
  Retrieved ordered(
      float[] query,
      String text,
      int k,
      double minimum,
      List<Query.Filter> filters,
      Query.SortOrder order);

  /// Images whose name, captions or keywords hold all words of a text that mean something, the best
  /// first (BM25); nothing when it has no such words.
  ///
  /// @param text of a query
  /// @param query unit vector, to say how near they are
  /// @param filters what images have to satisfy
  /// @param limit the most that are returned
  List<Neighbour> worded(String text, float[] query, List<Query.Filter> filters, int limit);

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
    return listed(List.of(), Query.SortOrder.NEWEST, k).images();
  }

  /// The image of an id.
  Optional<IndexedImage> image(String id);

  /// The image of an id with its vector.
  Optional<StoredVector> stored(String id);

  /// Groups of images that are the same picture, or shots of one moment. Takes seconds in a large
  /// library.
  ///
  /// @param rule what counts as the same
  Duplicates duplicates(DuplicateRule rule);

  /// How many images there are.
  int size();

  /// Changes whenever answers may change.
  long commitToken();

  /// What the library says of itself.
  LibraryState state();
}
