package dev.sightline.indexer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class StageThreadsTest {
  @Test
  void the_failure_of_one_stage_ends_the_others_and_is_thrown() {
    var queue = new BoundedQueue<String>(1);
    var ended = new AtomicBoolean();
    try (var stages = new StageThreads(List.of(queue))) {
      stages.start(
          "waits",
          () -> {
            try {
              queue.take(); // nothing ever comes
            } finally {
              ended.set(true);
            }
          });
      stages.start(
          "fails",
          () -> {
            throw new IllegalStateException("the disk is full");
          });

      assertThatThrownBy(stages::awaitAll)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the disk is full");
      assertThat(ended).isTrue();
      assertThatThrownBy(stages::close).hasMessage("the disk is full");
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("the disk is full"); // closing tells it again
    }
  }
}
