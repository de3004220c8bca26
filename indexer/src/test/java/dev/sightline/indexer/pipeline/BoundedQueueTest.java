package dev.sightline.indexer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedQueueTest {
  @Test
  void everything_that_goes_in_comes_out_once() {
    var queue = new BoundedQueue<Integer>(3);
    var taken = Collections.synchronizedList(new ArrayList<Integer>());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var takers =
          IntStream.range(0, 4)
              .mapToObj(_ -> CompletableFuture.runAsync(() -> drain(queue, taken), threads))
              .toList();
      IntStream.range(0, 1000).forEach(queue::put);
      queue.end();
      takers.forEach(CompletableFuture::join);
    }

    assertThat(taken).hasSize(1000).doesNotHaveDuplicates();
  }

  private static void drain(BoundedQueue<Integer> queue, List<Integer> taken) {
    Integer item;
    while ((item = queue.take()) != null) {
      taken.add(item);
    }
  }

  @Test
  void a_batch_is_what_is_there_and_never_more_than_asked() {
    var queue = new BoundedQueue<Integer>(10);
    IntStream.range(0, 5).forEach(queue::put);

    assertThat(queue.takeUpTo(3)).containsExactly(0, 1, 2);
    assertThat(queue.takeUpTo(3)).containsExactly(3, 4);
  }

  @Test
  void an_ended_queue_gives_what_is_left_and_then_nothing() {
    var queue = new BoundedQueue<String>(2);
    queue.put("last");
    queue.end();

    assertThat(queue.take()).isEqualTo("last");
    assertThat(queue.take()).isNull();
    assertThat(queue.takeUpTo(5)).isEmpty();
  }

  @Test
  void a_writer_that_waits_for_room_is_sent_away_when_the_queue_is_broken_off() {
    var queue = new BoundedQueue<String>(1);
    queue.put("fills it");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = CompletableFuture.runAsync(() -> queue.put("waits"), threads);
      queue.abort();

      assertThatThrownBy(waiting::join).hasCauseInstanceOf(CancellationException.class);
    }
    assertThatThrownBy(queue::take).isInstanceOf(CancellationException.class);
  }
}
