package dev.sightline.indexer.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A queue between two stages: as many items as fit, then the writer waits. It has an end, which
/// the JDK's blocking queues have not, and it can be broken off so that nobody waits for a stage
/// that has failed.
///
/// @param <T> what passes through
final class BoundedQueue<T> {
  private int capacity;
  private final Queue<T> items = new ArrayDeque<>();
  private boolean ended;
  private boolean brokenOff;

  BoundedQueue(int capacity) {
    this.capacity = capacity;
  }

  /// Makes room for more items, or for fewer from now on.
  synchronized void setCapacity(int wanted) {
    capacity = wanted;
    notifyAll();
  }

  /// Puts an item in, waiting for room.
  ///
  /// @throws CancellationException if the queue was broken off
  synchronized void put(T item) {
    waitWhile(() -> items.size() >= capacity);
    items.add(item);
    notifyAll();
  }

  /// Takes the next item, waiting for one; null at the end.
  ///
  /// @throws CancellationException if the queue was broken off
  synchronized @Nullable T take() {
    List<T> one = takeUpTo(1);
    return one.isEmpty() ? null : one.getFirst();
  }

  /// Takes what is there, at most `most` items, waiting for the first; nothing at the end.
  ///
  /// @throws CancellationException if the queue was broken off
  synchronized List<T> takeUpTo(int most) {
    waitWhile(() -> items.isEmpty() && !ended);
    var taken = new ArrayList<T>(most);
    while (taken.size() < most && !items.isEmpty()) {
      taken.add(items.remove());
    }
    notifyAll();
    return taken;
  }

  /// Says that nothing more will come.
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /// Sends everyone who waits, or comes, away.
  synchronized void breakOff() {
    brokenOff = true;
    items.clear();
    notifyAll();
  }

  private synchronized void waitWhile(BooleanSupplier condition) {
    try {
      while (condition.getAsBoolean() && !brokenOff) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the queue was aborted");
    }
    if (brokenOff) {
      throw new CancellationException("the queue was aborted");
    }
  }
}
