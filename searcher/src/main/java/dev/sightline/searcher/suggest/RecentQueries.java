package dev.sightline.searcher.suggest;

import java.util.ArrayList;
import java.util.List;

/// The queries that were asked last, the newest first. What was only typed on the way to a longer
/// query is forgotten. Safe for concurrent use.
public final class RecentQueries {
  private static final int KEPT = 50;

  private final List<String> newestFirst = new ArrayList<>();

  /// Takes note of a query that had an answer.
  public synchronized void add(String query) {
    String text = query.strip();
    if (text.isEmpty()) {
      return;
    }
    newestFirst.remove(text);
    if (!newestFirst.isEmpty() && text.startsWith(newestFirst.getFirst())) {
      newestFirst.removeFirst();
    }
    newestFirst.addFirst(text);
    if (newestFirst.size() > KEPT) {
      newestFirst.removeLast();
    }
  }

  /// All that are remembered.
  public synchronized List<String> all() {
    return List.copyOf(newestFirst);
  }
}
