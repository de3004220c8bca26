package dev.sightline.indexer.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// The threads of one run. When one fails, the queues between them are broken off, so that all end,
/// and the first failure is thrown to whoever waits.
final class StageThreads implements AutoCloseable {
  private final List<BoundedQueue<?>> queues;
  private final List<Thread> threads = new ArrayList<>();
  private @Nullable Throwable failure;

  StageThreads(List<BoundedQueue<?>> queues) {
    this.queues = List.copyOf(queues);
  }

  void start(String name, Runnable stage) {
    Runnable guarded =
        () -> {
          try {
            stage.run();
          } catch (CancellationException e) {
            // another stage has failed and says why
          } catch (RuntimeException | Error e) {
            fail(e);
          }
        };
    threads.add(Thread.ofPlatform().name("sightline-" + name).daemon().start(guarded));
  }

  private synchronized void fail(Throwable e) {
    if (failure == null) {
      failure = e;
    }
    queues.forEach(BoundedQueue::breakOff);
  }

  private synchronized void throwFailure() {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }

  /// Waits until every stage has come to its end.
  ///
  /// @throws RuntimeException the first failure of a stage, as it was thrown there
  void awaitAll() {
    join();
    throwFailure();
  }

  private void join() {
    for (Thread thread : threads) {
      boolean interrupted = false;
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
          queues.forEach(BoundedQueue::breakOff);
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Ends all stages, wherever they are, and throws the failure that led here if a stage had one.
  @Override
  public void close() {
    queues.forEach(BoundedQueue::breakOff);
    join();
    throwFailure();
  }
}
