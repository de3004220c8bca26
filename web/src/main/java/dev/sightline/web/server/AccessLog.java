package dev.sightline.web.server;

import dev.sightline.web.http.RequestId;
import io.javalin.http.Context;
import java.lang.System.Logger;
import java.util.Locale;

/// Logs one line for each request (`serve --debug`): its id, method and path, sender, status and
/// duration. Queries are not logged.
public final class AccessLog {
  private static final Logger LOG = System.getLogger(AccessLog.class.getName());
  private static final int LONGEST_PATH = 200;

  private AccessLog() {}

  /// Logs an answered request.
  public static void note(Context context, float millis) {
    if (LOG.isLoggable(Logger.Level.DEBUG)) {
      LOG.log(
          Logger.Level.DEBUG,
          String.format(
              Locale.ROOT,
              "[%s] %s %s %d %.1f ms",
              RequestId.of(context),
              context.ip(),
              line(context),
              context.statusCode(),
              millis));
    }
  }

  /// Method and path, without characters that could forge a line.
  static String line(Context context) {
    String path = context.path().replaceAll("[^\\x21-\\x7e]", "?");
    String shown = path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "...";
    return context.method() + " " + shown;
  }
}
