package dev.sightline.models.store.download;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The body of an HTTP response, read piece by piece, with a limit on the wait for each piece. The
/// timeout of the HTTP client applies to the headers (and, from JDK 26, to the whole body), which
/// cannot distinguish a stalled connection from a long file.
final class TimeLimitedBody implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {
  private sealed interface Signal {
    record Piece(List<ByteBuffer> bytes) implements Signal {}

    record End() implements Signal {}

    record Failure(Throwable cause) implements Signal {}
  }

  private final Duration timeout;
  // Holds at most one piece: the next is requested when the last one was taken.
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private volatile Flow.@Nullable Subscription subscription;
  private volatile boolean closed;

  private TimeLimitedBody(Duration timeout) {
    this.timeout = timeout;
  }

  static TimeLimitedBody of(Flow.Publisher<List<ByteBuffer>> publisher, Duration timeout) {
    var body = new TimeLimitedBody(timeout);
    publisher.subscribe(body);
    return body;
  }

  /// The next bytes; empty at the end.
  ///
  /// @throws IOException if the connection broke or timed out
  Optional<List<ByteBuffer>> next() throws IOException, InterruptedException {
    Signal signal = signals.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    return switch (signal) {
      case null -> throw new HttpTimeoutException("nothing arrived for " + spelled(timeout));
      case Signal.Piece(var bytes) -> {
        request();
        yield Optional.of(bytes);
      }
      case Signal.End() -> Optional.empty();
      case Signal.Failure(var cause) -> throw new IOException("the connection broke off", cause);
    };
  }

  /// A duration for messages.
  static String spelled(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }

  private void request() {
    Flow.Subscription current = subscription;
    if (current != null) {
      current.request(1);
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (closed) {
      given.cancel();
      return;
    }
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    signals.add(new Signal.Piece(bytes));
  }

  @Override
  public void onError(Throwable cause) {
    signals.add(new Signal.Failure(cause));
  }

  @Override
  public void onComplete() {
    signals.add(new Signal.End());
  }

  @Override
  public void close() {
    closed = true;
    Flow.Subscription current = subscription;
    if (current != null) {
      current.cancel();
    }
  }
}
