package dev.sightline.searcher;

import dev.sightline.library.IndexedImage;
import dev.sightline.library.LibraryState;
import dev.sightline.library.StoredVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A library that claims a size and writes down what it is asked for.
final class ObservedRetriever implements Retriever {
  private final Retriever library;
  private final int size;
  private final List<String> asked = new ArrayList<>();

  ObservedRetriever(Retriever library, int size) {
    this.library = library;
    this.size = size;
  }

  List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public Retrieved nearest(float[] query, SearchBudget budget, double minimum) {
    asked.add("nearest %d of %d".formatted(budget.k(), budget.efSearch()));
    return new Retrieved(library.nearest(query, budget, minimum).neighbours(), 7, false);
  }

  @Override
  public Retrieved scan(float[] query, int k, double minimum) {
    asked.add("scan " + k);
    return library.scan(query, k, minimum);
  }

  @Override
  public List<IndexedImage> newest(int k) {
    asked.add("newest " + k);
    return library.newest(k);
  }

  @Override
  public Optional<IndexedImage> image(String id) {
    asked.add("image");
    return library.image(id);
  }

  @Override
  public Optional<StoredVector> stored(String id) {
    asked.add("stored");
    return library.stored(id);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long commitToken() {
    return library.commitToken();
  }

  @Override
  public LibraryState state() {
    return library.state();
  }
}
