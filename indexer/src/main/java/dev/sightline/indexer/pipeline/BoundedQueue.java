package dev.sightline.indexer.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A bounded queue between two stages; a writer waits while it is full. Unlike the blocking queues
/// of the JDK it has an end, and it can be aborted, so that no thread waits for a stage that has
/// failed. Safe for concurrent use.
///
/// @param <T> type of the items
final class BoundedQueue<T> {
  private int capacity;
  private final Queue<T> items = new ArrayDeque<>();
  private boolean ended;
  private boolean aborted;

  /// @param capacity most items in the queue, at least 1
  BoundedQueue(int capacity) {
    this.capacity = capacity;
  }

  /// Changes the capacity. Items above a smaller capacity stay in the queue.
  synchronized void setCapacity(int wanted) {
    capacity = wanted;
    notifyAll();
  }

  /// Adds an item; waits while the queue is full.
  ///
  /// @throws CancellationException if the queue was aborted
  synchronized void put(T item) {
    waitWhile(() -> items.size() >= capacity);
    items.add(item);
    notifyAll();
  }

  /// Takes the next item; waits for one. Null at the end of the queue.
  ///
  /// @throws CancellationException if the queue was aborted
  synchronized @Nullable T take() {
    List<T> one = takeUpTo(1);
    return one.isEmpty() ? null : one.getFirst();
  }

  /// Takes the present items, at most `most`; waits for the first. Empty at the end of the queue.
  ///
  /// @throws CancellationException if the queue was aborted
  synchronized List<T> takeUpTo(int most) {
    waitWhile(() -> items.isEmpty() && !ended);
    var taken = new ArrayList<T>(most);
    while (taken.size() < most && !items.isEmpty()) {
      taken.add(items.remove());
    }
    notifyAll();
    return taken;
  }

  /// Marks the end: no further items are added.
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /// Aborts: current and future callers get a [CancellationException].
  synchronized void abort() {
    aborted = true;
    items.clear();
    notifyAll();
  }

  private synchronized void waitWhile(BooleanSupplier condition) {
    try {
      while (condition.getAsBoolean() && !aborted) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the queue was aborted");
    }
    if (aborted) {
      throw new CancellationException("the queue was aborted");
    }
  }
}
