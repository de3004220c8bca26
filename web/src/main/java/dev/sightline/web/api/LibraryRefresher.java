package dev.sightline.web.api;

import dev.sightline.searcher.retrieval.SearchedLibrary;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Steps a library to its newest commit when it is asked, but not for every request: a page of
/// thumbnails is a hundred of them. So what a running index writes is seen half a second later.
public final class LibraryRefresher {
  static final Duration PATIENCE = Duration.ofMillis(500);

  private final Runnable refresh;
  private final LongSupplier nanoTime;
  private final AtomicLong next;

  public LibraryRefresher(SearchedLibrary library) {
    this(library::refresh, System::nanoTime);
  }

  /// @param refresh what steps to the newest commit
  /// @param nanoTime a clock, in nanoseconds from anywhere
  LibraryRefresher(Runnable refresh, LongSupplier nanoTime) {
    this.refresh = refresh;
    this.nanoTime = nanoTime;
    this.next = new AtomicLong(nanoTime.getAsLong());
  }

  /// Refreshes if the last time is long enough ago; one of several callers does it.
  void look() {
    long now = nanoTime.getAsLong();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + PATIENCE.toNanos())) {
      refresh.run();
    }
  }
}
