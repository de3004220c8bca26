package dev.sightline.searcher;

import dev.sightline.library.IndexedImage;
import dev.sightline.library.LibraryState;
import dev.sightline.library.StoredVector;
import java.util.List;
import java.util.Optional;

/// All that searching needs of a library, and the seam behind which another kind of library may
/// stand. Implementations are safe for concurrent use.
public interface Retriever {
  /// An image and how near it is.
  ///
  /// @param image the image
  /// @param cosine dot product of its unit vector with the query's, -1 to 1
  record Neighbour(IndexedImage image, double cosine) {}

  /// What was retrieved.
  ///
  /// @param neighbours nearest first
  /// @param matches how many images have at least the cosine asked for
  /// @param complete whether every image was looked at, so that `matches` counts all of them; else
  ///     there may be more
  record Retrieved(List<Neighbour> neighbours, long matches, boolean complete) {
    /// Copies the list.
    public Retrieved {
      neighbours = List.copyOf(neighbours);
    }
  }

  /// The nearest by a walk over the graph.
  ///
  /// @param query unit vector
  /// @param budget how many, and how hard to look
  /// @param minimum the cosine from which an image counts as a match
  Retrieved nearest(float[] query, SearchBudget budget, double minimum);

  /// The nearest by comparing every vector.
  ///
  /// @param query unit vector
  /// @param k how many, at least 1
  /// @param minimum the cosine from which an image counts as a match
  Retrieved scan(float[] query, int k, double minimum);

  /// The newest images, by the time they were taken, else by the file's.
  ///
  /// @param k how many, at least 1
  List<IndexedImage> newest(int k);

  /// The image of an id.
  Optional<IndexedImage> image(String id);

  /// The image of an id with its vector.
  Optional<StoredVector> stored(String id);

  /// How many images there are.
  int size();

  /// Changes whenever answers may change.
  long commitToken();

  /// What the library says of itself.
  LibraryState state();
}
