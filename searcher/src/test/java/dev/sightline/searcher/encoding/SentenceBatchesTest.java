package dev.sightline.searcher.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SentenceBatchesTest {
  private final List<List<String>> calls = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  /// A sentence's vector is its length; the first call waits until the test lets it go on.
  private float[][] encode(List<String> sentences) {
    calls.add(sentences);
    begun.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody should interrupt the model", e);
    }
    if (sentences.contains("bad")) {
      throw new IllegalArgumentException("cannot be encoded");
    }
    return sentences.stream()
        .map(sentence -> new float[] {sentence.length()})
        .toArray(float[][]::new);
  }

  private static CompletableFuture<float[]> ask(SentenceBatches batches, String sentence) {
    var answer = new CompletableFuture<float[]>();
    Thread.startVirtualThread(
        () -> {
          try {
            answer.complete(batches.encode(sentence));
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }

  private static void awaitWaiting(SentenceBatches batches, int sentences) {
    while (batches.waiting() < sentences) {
      Thread.onSpinWait();
    }
  }

  @Test
  void one_sentence_waits_for_nobody() {
    goOn.countDown();

    assertThat(new SentenceBatches(this::encode).encode("four")).containsExactly(4);
    assertThat(calls).containsExactly(List.of("four"));
  }

  @Test
  void sentences_that_come_meanwhile_go_together_and_each_gets_its_own() throws Exception {
    var batches = new SentenceBatches(this::encode);
    var first = ask(batches, "a");
    begun.await();
    var rest = new ArrayList<CompletableFuture<float[]>>();
    for (int length = 1; length <= SentenceBatches.MOST + 1; length++) {
      rest.add(ask(batches, "b".repeat(length)));
    }
    awaitWaiting(batches, rest.size());
    goOn.countDown();

    assertThat(first.get()).containsExactly(1);
    for (int i = 0; i < rest.size(); i++) {
      assertThat(rest.get(i).get()).containsExactly(i + 1);
    }
    assertThat(calls).extracting(List::size).containsExactly(1, SentenceBatches.MOST, 1);
  }

  @Test
  void one_that_cannot_be_encoded_does_not_spoil_the_others() throws Exception {
    var batches = new SentenceBatches(this::encode);
    var first = ask(batches, "a");
    begun.await();
    var good = ask(batches, "good");
    var bad = ask(batches, "bad");
    awaitWaiting(batches, 2);
    goOn.countDown();

    assertThat(first.get()).containsExactly(1);
    assertThat(good.get()).containsExactly(4);
    assertThatThrownBy(bad::get).hasRootCauseMessage("cannot be encoded");
  }
}
