package dev.sightline.web.server;

import dev.sightline.web.http.RequestId;
import io.javalin.http.Context;
import java.lang.System.Logger;
import java.util.Locale;

/// One line a request, for whoever looks for it (`serve --debug`): its id, what was asked, by whom,
/// the status and how long it took. What people search for is not written down.
public final class AccessLog {
  private static final Logger LOG = System.getLogger(AccessLog.class.getName());
  private static final int LONGEST_PATH = 200;

  private AccessLog() {}

  /// Notes an answered request.
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

  /// Method and path, in characters that cannot pass for another line.
  static String line(Context context) {
    String path = context.path().replaceAll("[^\\x21-\\x7e]", "?");
    String shown = path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "...";
    return context.method() + " " + shown;
  }
}
