package dev.sightline.web.api;

import dev.sightline.searcher.retrieval.SearchedLibrary;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Refreshes a library to its newest commit at most twice a second, because a page of thumbnails
/// causes a hundred requests. What a running index run commits is visible half a second later.
public final class LibraryRefresher {
  static final Duration PATIENCE = Duration.ofMillis(500);

  private final Runnable refresh;
  private final LongSupplier nanoTime;
  private final AtomicLong next;

  /// @param library is refreshed at most twice a second
  public LibraryRefresher(SearchedLibrary library) {
    this(library::refresh, System::nanoTime);
  }

  /// @param refresh steps to the newest commit
  /// @param nanoTime a clock in nanoseconds with any origin
  LibraryRefresher(Runnable refresh, LongSupplier nanoTime) {
    this.refresh = refresh;
    this.nanoTime = nanoTime;
    this.next = new AtomicLong(nanoTime.getAsLong());
  }

  /// Refreshes the library if the last refresh is long enough ago. Only one of several concurrent
  /// callers does.
  void look() {
    long now = nanoTime.getAsLong();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + PATIENCE.toNanos())) {
      refresh.run();
    }
  }
}
