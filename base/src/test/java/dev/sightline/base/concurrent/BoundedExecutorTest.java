package dev.sightline.base.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedExecutorTest {
  private final List<Integer> results = new ArrayList<>();

  @Test
  void gives_the_results_in_the_order_of_the_tasks() {
    try (var executor = new BoundedExecutor<Integer>("test", 4, 8, results::add)) {
      for (int i = 0; i < 1000; i++) {
        int number = i;
        executor.submit(() -> number);
      }
      executor.finish();
    }

    assertThat(results).isEqualTo(IntStream.range(0, 1000).boxed().toList());
  }

  @Test
  void holds_no_more_unfinished_tasks_than_stated() {
    int most = 0;
    try (var executor = new BoundedExecutor<Integer>("test", 2, 3, results::add)) {
      for (int submitted = 1; submitted <= 200; submitted++) {
        executor.submit(() -> 0);
        most = Math.max(most, submitted - results.size());
      }
      executor.finish();
    }

    assertThat(most).isBetween(1, 3);
  }

  @Test
  void throws_the_failure_of_a_task_and_starts_no_more() {
    var blocked = new CountDownLatch(1);
    assertThatThrownBy(
            () -> {
              try (var executor = new BoundedExecutor<Integer>("test", 1, 10, results::add)) {
                executor.submit(
                    () -> {
                      blocked.await();
                      throw new IllegalArgumentException("task 1 failed");
                    });
                for (int i = 0; i < 5; i++) {
                  executor.submit(() -> 7);
                }
                blocked.countDown();
                executor.finish();
              }
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("task 1 failed");

    assertThat(results).isEmpty();
  }

  @Test
  void wraps_a_checked_failure() {
    try (var executor = new BoundedExecutor<Integer>("test", 1, 1, results::add)) {
      executor.submit(
          () -> {
            throw new IOException("disk full");
          });

      assertThatThrownBy(executor::finish)
          .isInstanceOf(IllegalStateException.class)
          .hasRootCauseMessage("disk full");
    }
  }
}
