package dev.sightline.web.metrics;

import dev.sightline.web.http.ApiException;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Counts open requests, so that the server can wait for them at shutdown: the model and the
/// library that they use are closed next. Also limits the number of concurrent requests to [#MOST];
/// further ones wait for a moment and are then refused.
public final class RequestDrain {
  private static final int MOST = 128;

  private static final Duration TURN = Duration.ofSeconds(2);

  private final Semaphore free = new Semaphore(MOST, true);
  private volatile boolean stopping;

  /// Wraps a handler, so that its requests are counted.
  public Handler counted(Handler handler) {
    return context -> {
      if (!free.tryAcquire(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
        throw ApiException.overloaded();
      }
      try {
        if (stopping) {
          throw ApiException.stopping();
        }
        handler.handle(context);
      } finally {
        free.release();
      }
    };
  }

  /// Whether new requests are refused.
  public boolean isStopping() {
    return stopping;
  }

  /// Refuses new requests and waits for open ones.
  ///
  /// @return whether all ended in time
  public boolean finish(Duration patience) {
    stopping = true;
    try {
      boolean all = free.tryAcquire(MOST, patience.toMillis(), TimeUnit.MILLISECONDS);
      if (all) {
        free.release(MOST); // whoever still waits for a turn is to be refused, not left waiting
      }
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
