package dev.sightline.web.http;

import io.javalin.http.Context;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/// The id of a request, in its response and in the log, so that a reported failure can be found. A
/// caller may choose it, to follow a request through several programs.
public final class RequestId {
  public static final String HEADER = "X-Request-Id";

  private static final String ATTRIBUTE = "sightline.request";

  /// Characters that cannot break a line of a log or of a header.
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  /// Gives a request its id and writes it into the response.
  public static void give(Context context) {
    String offered = context.header(HEADER);
    String id = offered != null && SANE.matcher(offered).matches() ? offered : make();
    context.attribute(ATTRIBUTE, id);
    context.header(HEADER, id);
  }

  /// The id of a request.
  public static String of(Context context) {
    String id = context.attribute(ATTRIBUTE);
    return id == null ? make() : id;
  }

  /// Makes an id of 16 hexadecimal digits. It is not a secret.
  public static String make() {
    return "%016x".formatted(ThreadLocalRandom.current().nextLong());
  }
}
