package dev.sightline.web;

import dev.sightline.searcher.QueryException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.lang.System.Logger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Turns whatever went wrong into `{"error": {"status", "message", "position"?}}`. What the caller
/// did is told the caller; what is our fault is told in full to the log only.
final class ErrorAnswers {
  private static final Logger LOG = System.getLogger(ErrorAnswers.class.getName());

  private ErrorAnswers() {}

  static void register(RoutesConfig routes) {
    routes.exception(
        ApiException.class,
        (e, context) -> answer(context, e.status(), e.getMessage(), OptionalInt.empty()));
    routes.exception(
        QueryException.class,
        (e, context) ->
            answer(
                context, ApiException.BAD_REQUEST, e.getMessage(), OptionalInt.of(e.position())));
    routes.exception(HttpResponseException.class, ErrorAnswers::refused);
    routes.exception(Exception.class, ErrorAnswers::failed);
  }

  /// Javalin's own refusals: no such address, no such method there.
  private static void refused(HttpResponseException exception, Context context) {
    int status = exception.getStatus();
    if (status == ApiException.METHOD_NOT_ALLOWED) {
      context.header("Allow", String.join(", ", exception.getDetails().values()));
    }
    answer(context, status, sentence(status, context), OptionalInt.empty());
  }

  private static void failed(Exception exception, Context context) {
    String call = context.method() + " " + context.path();
    LOG.log(Logger.Level.ERROR, call + " failed: " + exception);
    LOG.log(Logger.Level.DEBUG, call, exception);
    answer(
        context,
        ApiException.FAILED,
        "Sightline could not answer this. The terminal it runs in says why.",
        OptionalInt.empty());
  }

  private static void answer(
      Context context, int status, @Nullable String message, OptionalInt position) {
    var error = new LinkedHashMap<String, Object>();
    error.put("status", status);
    error.put("message", Objects.requireNonNull(message));
    position.ifPresent(at -> error.put("position", at));
    context.status(status);
    Json.answer(context, Map.of("error", error));
  }

  private static String sentence(int status, Context context) {
    return switch (status) {
      case ApiException.NOT_FOUND -> "There is nothing at this address.";
      case ApiException.METHOD_NOT_ALLOWED ->
          "This address does not take %s.".formatted(context.method());
      case ApiException.TOO_LARGE -> "The request is too large.";
      default -> "The request was refused.";
    };
  }
}
