package dev.sightline.web.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConfiguration;

/// The time that a request's body has to arrive. The idle timeout does not see a caller that sends
/// a byte now and then; so when the time is up, hardly any idling is borne any more, and the
/// request fails as any does whose caller went silent. (Jetty waits for a form in a way that cannot
/// be interrupted.)
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

  /// Lets each request know its connection.
  public static void configure(HttpConfiguration configuration) {
    configuration.addCustomizer(
        (request, _) -> {
          request.setAttribute(
              CONNECTION, request.getConnectionMetaData().getConnection().getEndPoint());
          return request;
        });
  }

  /// Gives the body of a request so long, until this is closed.
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

  /// Whether the time was up before this was closed.
  synchronized boolean passed() {
    return passed;
  }

  /// After this the connection may idle as before.
  @Override
  public synchronized void close() {
    over = true;
    alarm.cancel(false);
    connection.setIdleTimeout(idleMillis);
  }
}
