package dev.sightline.indexer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// How long a run of low priority waits, with a simulated clock.
class LoadThrottleTest {
  private Duration now = Duration.ZERO;
  private int looks;

  private Duration waits(double... loads) {
    Duration before = now;
    pause(loads).run();
    return now.minus(before);
  }

  /// @param loads what others use at each look; the last goes on
  private LoadThrottle pause(double... loads) {
    looks = 0;
    return new LoadThrottle(
        () -> loads[Math.min(looks++, loads.length - 1)],
        () -> now.toNanos(),
        time -> now = now.plus(time));
  }

  @Test
  void an_idle_machine_is_not_waited_for() {
    assertThat(waits(0.1)).isZero();
    assertThat(waits(0.5)).isZero();
  }

  @Test
  void a_busy_machine_is_waited_for_until_it_is_not() {
    assertThat(waits(0.9, 0.2)).isEqualTo(LoadThrottle.STEP);
  }

  @Test
  void a_machine_that_is_always_busy_is_waited_for_a_bounded_time() {
    assertThat(waits(1.0)).isEqualTo(LoadThrottle.LONGEST);
  }

  @Test
  void the_load_is_not_asked_for_every_file() {
    LoadThrottle pause = pause(0.1);

    for (int file = 0; file < 1000; file++) {
      pause.run();
    }

    assertThat(looks).isEqualTo(1);
  }

  @Test
  void a_system_that_tells_no_load_is_not_waited_for() {
    assertThat(waits(-1)).isZero();
    assertThat(waits(Double.NaN)).isZero();
  }
}
