package dev.sightline.searcher.encoding;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/// Encodes the sentences of several callers in one call of the model where they meet. Nobody waits
/// for company: while one call runs, the sentences that come gather, and the next call takes them
/// together. One sentence at a time uses hardly more than one core, whatever the threads; eight
/// together are encoded nearly twice as fast (`docs/explanation/performance/serving.md`). Safe for
/// concurrent use.
final class SentenceBatches {
  /// Sentences of one call: more bring little more, and each waits for the slowest.
  static final int MOST = 8;

  private final Encoder encoder;
  private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock running = new ReentrantLock();

  /// The model's side.
  @FunctionalInterface
  interface Encoder {
    /// Encodes sentences, each to a unit vector, in their order.
    float[][] encode(List<String> sentences);
  }

  private record Waiting(String sentence, CompletableFuture<float[]> vector) {}

  SentenceBatches(Encoder encoder) {
    this.encoder = encoder;
  }

  /// Encodes one sentence.
  ///
  /// @return a unit vector
  /// @throws RuntimeException what the encoder throws for this very sentence
  float[] encode(String sentence) {
    var mine = new Waiting(sentence, new CompletableFuture<>());
    queue.add(mine);
    while (!mine.vector().isDone()) {
      running.lock(); // whoever has it encodes for those behind, who then find theirs done
      try {
        if (!mine.vector().isDone()) {
          encodeNext();
        }
      } finally {
        running.unlock();
      }
    }
    try {
      return mine.vector().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /// How many sentences wait for a call.
  int waiting() {
    return queue.size();
  }

  private void encodeNext() {
    var batch = new ArrayList<Waiting>(MOST);
    for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
      batch.add(next);
      if (batch.size() == MOST) {
        break;
      }
    }
    try {
      float[][] vectors = encoder.encode(batch.stream().map(Waiting::sentence).toList());
      for (int i = 0; i < vectors.length; i++) {
        batch.get(i).vector().complete(vectors[i]);
      }
    } catch (RuntimeException e) {
      batch.forEach(this::encodeAlone); // one that cannot be encoded must not spoil the others
    } catch (Error e) {
      batch.forEach(it -> it.vector().completeExceptionally(e));
      throw e;
    }
  }

  private void encodeAlone(Waiting one) {
    try {
      one.vector().complete(encoder.encode(List.of(one.sentence()))[0]);
    } catch (RuntimeException e) {
      one.vector().completeExceptionally(e);
    }
  }
}
