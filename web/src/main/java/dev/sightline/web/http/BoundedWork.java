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

/// What keeps a core busy: searches, and pictures being decoded. Requests run on virtual threads,
/// which share as many carriers as there are cores; a native call would hold a carrier, and with it
/// every request that only waits. So work runs on as many threads of its own, a bounded number
/// waits for one, and the rest are told to come again.
public final class BoundedWork implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(BoundedWork.class.getName());
  private static final Duration LAST_PATIENCE = Duration.ofSeconds(15);

  private final ThreadPoolExecutor pool;
  private final Duration patience;

  /// @param threads at once, at least 1
  /// @param waiting for a thread, at least 1
  /// @param patience of one caller for its result
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

  /// Starts work, or lets it wait.
  ///
  /// @throws ApiException if too much waits already
  public <T> CompletableFuture<T> start(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, pool);
    } catch (RejectedExecutionException e) {
      throw pool.isShutdown() ? ApiException.stopping() : ApiException.overloaded();
    }
  }

  /// Does work and waits for its result.
  ///
  /// @throws ApiException if too much waits already, or it takes too long
  public <T> T call(Supplier<T> work) {
    CompletableFuture<T> started = start(work);
    try {
      return await(started);
    } catch (ApiException e) {
      started.cancel(true); // nobody waits for it any more: if it has not begun, it never will
      throw e;
    }
  }

  /// Waits for a result; gives up after a while, while the work goes on for others.
  ///
  /// @throws ApiException if it takes too long
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

  /// How many pieces of work wait.
  public int waiting() {
    return pool.getQueue().size();
  }

  /// Takes nothing new, forgets what waits, and waits for what runs: the model that it uses is
  /// closed next, and native code that loses its model takes the process with it.
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
