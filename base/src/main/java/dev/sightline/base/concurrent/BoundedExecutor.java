package dev.sightline.base.concurrent;

import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Runs the tasks of one thread on several threads, with a bounded number of tasks in memory.
///
/// Results come back on the thread that submits, in the order of submission. The first task that
/// fails ends the executor: the failure is thrown by the next [#submit] or [#finish], and tasks
/// that have not started are dropped by [#close]. When the submitting thread is interrupted, the
/// methods that wait set its interrupt flag again and throw a [CancellationException].
///
/// Not safe for concurrent use: one thread submits, finishes and closes.
///
/// @param <T> what a task gives
public final class BoundedExecutor<T> implements AutoCloseable {
  private final ExecutorService threads;
  private final int pending;
  private final Consumer<T> results;
  private final ArrayDeque<Future<T>> tasks = new ArrayDeque<>();

  /// @param name prefix of the names of the threads
  /// @param threads number of threads, at least 1; they are daemons
  /// @param pending tasks that may be submitted and not finished, at least 1; [#submit] blocks
  ///     while there are more
  /// @param results takes the result of each task
  public BoundedExecutor(String name, int threads, int pending, Consumer<T> results) {
    if (pending < 1) {
      throw new IllegalArgumentException("pending must be at least 1, got " + pending);
    }
    this.threads =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name(name + "-", 0).daemon().factory());
    this.pending = pending;
    this.results = results;
  }

  /// Submits a task. Delivers the results of earlier tasks that have finished, and waits while too
  /// many have not.
  ///
  /// @throws RuntimeException the failure of an earlier task; a checked one is wrapped in an
  ///     [IllegalStateException]
  public void submit(Callable<T> task) {
    while (!tasks.isEmpty() && (tasks.size() >= pending || tasks.peek().isDone())) {
      deliver(tasks.remove());
    }
    tasks.add(threads.submit(task));
  }

  /// Waits for all tasks and delivers their results.
  ///
  /// @throws RuntimeException the failure of a task; a checked one is wrapped in an
  ///     [IllegalStateException]
  public void finish() {
    while (!tasks.isEmpty()) {
      deliver(tasks.remove());
    }
  }

  /// Drops tasks that have not started, interrupts those that run, and waits for their end.
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }

  private void deliver(Future<T> task) {
    try {
      results.accept(task.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("a task failed", e.getCause());
    } catch (InterruptedException e) { // the caller sees the interrupt flag
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for a task");
    }
  }
}
