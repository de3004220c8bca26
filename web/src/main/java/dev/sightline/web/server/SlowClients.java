package dev.sightline.web.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;

/// Closes connections whose client sends the headers of a request one byte at a time (Slowloris).
/// The idle timeout does not notice them. All connections are checked a few times within the
/// allowed time; one that has begun a request and no response for that time is closed.
public final class SlowClients implements Connection.Listener, AutoCloseable {
  private final Map<Connection, Seen> connections = new ConcurrentHashMap<>();
  private final long patienceNanos;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("sightline-slow-clients").daemon().factory());

  /// A connection when it last had no incomplete request.
  ///
  /// @param requests number of requests that had arrived
  /// @param bytes number of bytes that had arrived
  private record Seen(long requests, long bytes, long nanos) {
    static Seen now(Connection connection) {
      return new Seen(connection.getMessagesIn(), connection.getBytesIn(), System.nanoTime());
    }
  }

  /// @param patience how long a client may take to send or to read before it is cut off
  public SlowClients(Duration patience) {
    this.patienceNanos = patience.toNanos();
    long step = Math.max(1, patience.toMillis() / 4);
    var _ = clock.scheduleWithFixedDelay(this::look, step, step, TimeUnit.MILLISECONDS);
  }

  @Override
  public void onOpened(Connection connection) {
    connections.put(connection, Seen.now(connection));
  }

  @Override
  public void onClosed(Connection connection) {
    connections.remove(connection);
  }

  private void look() {
    connections.forEach(
        (connection, seen) -> {
          boolean sameRequest = connection.getMessagesIn() == seen.requests();
          boolean halfSent = sameRequest && connection.getBytesIn() > seen.bytes();
          if (!halfSent) {
            connections.computeIfPresent(connection, (it, _) -> Seen.now(it));
          } else if (System.nanoTime() - seen.nanos() > patienceNanos) {
            connection.getEndPoint().close();
          }
        });
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
