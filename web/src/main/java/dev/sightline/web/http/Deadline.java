package dev.sightline.web.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConfiguration;

/// Limits the time in which the body of a request has to arrive. The idle timeout does not notice a
/// client that sends one byte now and then. When the time is up, the idle timeout of the connection
/// is set to almost zero, so that the request fails like that of a silent client. (Jetty's reading
/// of a form cannot be interrupted.)
public final class Deadline implements AutoCloseable {
  private static final String CONNECTION = "sightline.connection";
  private static final Duration HARDLY_ANY = Duration.ofMillis(20);

  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("sightline-deadlines").daemon().factory());

  private final EndPoint connection;
  private final long idleMillis;
  private final Future<?> alarm;
  private boolean over;
  private boolean passed;

  private Deadline(EndPoint connection, Duration time) {
    this.connection = connection;
    this.idleMillis = connection.getIdleTimeout();
    this.alarm = CLOCK.schedule(this::ring, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Makes the connection of each request known to its handler.
  public static void configure(HttpConfiguration configuration) {
    configuration.addCustomizer(
        (request, _) -> {
          request.setAttribute(
              CONNECTION, request.getConnectionMetaData().getConnection().getEndPoint());
          return request;
        });
  }

  /// Starts the time for the body of a request; ends when this object is closed.
  static Deadline of(Context context, Duration time) {
    EndPoint connection = context.attribute(CONNECTION);
    if (connection == null) {
      throw new IllegalStateException("every request has a connection");
    }
    return new Deadline(connection, time);
  }

  private synchronized void ring() {
    if (!over) {
      passed = true;
      connection.setIdleTimeout(HARDLY_ANY.toMillis());
    }
  }

  /// Whether the time was up before this object was closed.
  synchronized boolean passed() {
    return passed;
  }

  /// Restores the idle timeout of the connection.
  @Override
  public synchronized void close() {
    over = true;
    alarm.cancel(false);
    connection.setIdleTimeout(idleMillis);
  }
}
