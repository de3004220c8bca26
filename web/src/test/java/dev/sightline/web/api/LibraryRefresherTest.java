package dev.sightline.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LibraryRefresherTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1); // nanoTime may overflow
  private final AtomicInteger refreshed = new AtomicInteger();
  private final LibraryRefresher fresh =
      new LibraryRefresher(refreshed::incrementAndGet, clock::get);

  @Test
  void many_requests_at_once_refresh_once() {
    fresh.look();
    fresh.look();
    fresh.look();

    assertThat(refreshed).hasValue(1);
  }

  @Test
  void half_a_second_later_it_refreshes_again() {
    fresh.look();
    clock.addAndGet(Duration.ofMillis(499).toNanos());
    fresh.look();
    assertThat(refreshed).hasValue(1);

    clock.addAndGet(Duration.ofMillis(1).toNanos());
    fresh.look();
    assertThat(refreshed).hasValue(2);
  }
}
