package dev.sightline.indexer.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// The threads of one run. When one fails, the queues between them are aborted, so that all threads
/// end, and the first failure is thrown to the thread that waits for them.
final class StageThreads implements AutoCloseable {
  private final List<BoundedQueue<?>> queues;
  private final List<Thread> threads = new ArrayList<>();
  private @Nullable Throwable failure;

  /// @param queues the queues between the stages
  StageThreads(List<BoundedQueue<?>> queues) {
    this.queues = List.copyOf(queues);
  }

  /// Starts a daemon thread.
  ///
  /// @param name name of the stage
  void start(String name, Runnable stage) {
    Runnable guarded =
        () -> {
          try {
            stage.run();
          } catch (CancellationException e) {
            // another stage has failed; its exception is reported
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
    queues.forEach(BoundedQueue::abort);
  }

  private synchronized void throwFailure() {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }

  /// Waits until every stage has ended.
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
          queues.forEach(BoundedQueue::abort);
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Aborts all stages and waits for their threads; throws the failure of a stage, if there was
  /// one.
  @Override
  public void close() {
    queues.forEach(BoundedQueue::abort);
    join();
    throwFailure();
  }
}
