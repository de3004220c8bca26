package dev.sightline.web.metrics;

import dev.sightline.web.http.ApiException;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Counts the calls that are being answered, so that a stopping server can wait for them: the
/// model and the library that they use are closed right after it. Also keeps more than [#MOST]
/// from running at once; the rest wait their turn for a moment, and are then told to
/// come again.
public final class RequestDrain {
  private static final int MOST = 128;

  private static final Duration TURN = Duration.ofSeconds(2);

  private final Semaphore free = new Semaphore(MOST, true);
  private volatile boolean stopping;

  /// A handler that is counted.
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

  /// Whether new calls are refused.
  public boolean isStopping() {
    return stopping;
  }

  /// Refuses new calls and waits for those that are being answered.
  ///
  /// @return whether all came to their end in time
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
