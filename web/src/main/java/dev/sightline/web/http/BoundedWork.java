package dev.sightline.web.http;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Runs work that keeps a core busy: searches, and the decoding of images.
///
/// Requests run on virtual threads, which share one carrier thread for each core. A native call
/// would occupy a carrier, and with it block requests that only wait. So work runs on platform
/// threads; a bounded number of tasks waits for them, and further ones are refused.
public final class BoundedWork implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(BoundedWork.class.getName());
  private static final Duration LAST_PATIENCE = Duration.ofSeconds(15);

  private final ThreadPoolExecutor pool;
  private final Duration patience;

  /// @param threads tasks that run at the same time, at least 1
  /// @param waiting tasks that wait for a thread, at least 1
  /// @param patience how long one caller waits for its result
  public BoundedWork(int threads, int waiting, Duration patience) {
    this.patience = patience;
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().name("sightline-work-", 0).daemon().factory());
  }

  /// Starts a task, or queues it.
  ///
  /// @throws ApiException 503 if the queue is full
  public <T> CompletableFuture<T> start(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, pool);
    } catch (RejectedExecutionException e) {
      throw pool.isShutdown() ? ApiException.stopping() : ApiException.overloaded();
    }
  }

  /// Runs a task and waits for its result.
  ///
  /// @throws ApiException 503 if the queue is full, or the task takes too long
  public <T> T call(Supplier<T> work) {
    CompletableFuture<T> started = start(work);
    try {
      return await(started);
    } catch (ApiException e) {
      started.cancel(true); // nobody waits for it any more: if it has not begun, it never will
      throw e;
    }
  }

  /// Waits for a result. When the time is up, the task goes on for other callers.
  ///
  /// @throws ApiException 503 if it takes too long
  public <T> T await(CompletableFuture<T> started) {
    try {
      return started.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw ApiException.overloaded();
    } catch (ExecutionException e) {
      throw asThrown(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.stopping();
    }
  }

  private static RuntimeException asThrown(@org.jspecify.annotations.Nullable Throwable cause) {
    return switch (cause) {
      case Error error -> throw error;
      case RuntimeException exception -> exception;
      case null, default -> new IllegalStateException(cause);
    };
  }

  /// Number of tasks that wait for a thread.
  public int waiting() {
    return pool.getQueue().size();
  }

  /// Refuses new tasks, drops waiting ones, and waits for running ones. The model that they use is
  /// closed next, and native code without its model would crash the process.
  @Override
  public void close() {
    pool.shutdown();
    pool.getQueue().clear();
    try {
      if (!pool.awaitTermination(LAST_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "a search or a decode did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
