package dev.sightline.web.server;

import dev.sightline.library.LibraryException;
import dev.sightline.searcher.query.QueryException;
import dev.sightline.web.http.ApiException;
import dev.sightline.web.http.Json;
import dev.sightline.web.http.RequestId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Turns failures into problem documents (RFC 9457). Errors of the caller are explained to the
/// caller. Internal errors go to the log with the id of the request, and the response has no
/// details.
public final class Problems {
  static final String MEDIA_TYPE = "application/problem+json";

  /// A query that is malformed or cannot be answered; the document has a `position`.
  static final String QUERY = "urn:sightline:problem:query";

  private static final Logger LOG = System.getLogger(Problems.class.getName());
  private static final String GENERIC = "about:blank"; // says no more than the status

  private Problems() {}

  /// Makes every error of a request a problem document (RFC 9457) with the id of the request.
  public static void register(RoutesConfig routes) {
    routes.exception(ApiException.class, Problems::refused);
    routes.exception(
        QueryException.class,
        (e, context) ->
            answer(
                context,
                ApiException.BAD_REQUEST,
                QUERY,
                e.getMessage(),
                OptionalInt.of(e.position())));
    routes.exception(LibraryException.class, Problems::libraryFailed);
    routes.exception(HttpResponseException.class, Problems::refusedByJavalin);
    routes.exception(Exception.class, Problems::failed);
  }

  private static void refused(ApiException exception, Context context) {
    exception
        .retryAfter()
        .ifPresent(wait -> context.header("Retry-After", Long.toString(seconds(wait))));
    exception.location().ifPresent(address -> context.header("Location", address));
    if (exception.status() == ApiException.UNAUTHORIZED) {
      context.header("WWW-Authenticate", "Bearer realm=\"sightline\"");
    }
    answer(context, exception.status(), GENERIC, exception.getMessage(), OptionalInt.empty());
  }

  /// Seconds, rounded up, at least one.
  private static long seconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }

  /// Refusals of Javalin: no such path, or no such method.
  private static void refusedByJavalin(HttpResponseException exception, Context context) {
    int status = exception.getStatus();
    if (status == ApiException.METHOD_NOT_ALLOWED) {
      context.header("Allow", String.join(", ", exception.getDetails().values()));
    }
    answer(context, status, GENERIC, sentence(status, context), OptionalInt.empty());
  }

  /// A library on another machine that does not answer. It may answer later; its address is not
  /// revealed.
  private static void libraryFailed(LibraryException exception, Context context) {
    if (exception.reason() != LibraryException.Reason.UNREACHABLE) {
      failed(exception, context);
      return;
    }
    LOG.log(
        Logger.Level.ERROR,
        "[%s] the library does not answer: %s"
            .formatted(RequestId.of(context), exception.getMessage()));
    context.header("Retry-After", "5");
    answer(
        context,
        ApiException.UNAVAILABLE,
        GENERIC,
        "The library does not answer at the moment. Try again in a few seconds.",
        OptionalInt.empty());
  }

  private static void failed(Exception exception, Context context) {
    String call = "[%s] %s".formatted(RequestId.of(context), AccessLog.line(context));
    LOG.log(Logger.Level.ERROR, call + " failed: " + exception);
    LOG.log(Logger.Level.DEBUG, call, exception);
    answer(
        context,
        ApiException.FAILED,
        GENERIC,
        "Sightline could not answer this. The terminal it runs in says why.",
        OptionalInt.empty());
  }

  private static void answer(
      Context context, int status, String type, @Nullable String detail, OptionalInt position) {
    var problem = problem(status, type, Objects.requireNonNull(detail), RequestId.of(context));
    position.ifPresent(at -> problem.put("position", at));
    context.status(status).header("Cache-Control", "no-store");
    context.removeHeader("Content-Encoding");
    context.result(Json.text(problem)).contentType(MEDIA_TYPE);
  }

  /// Members of a problem document, in the order of the standard.
  static Map<String, Object> problem(int status, String type, String detail, String requestId) {
    var problem = new LinkedHashMap<String, Object>();
    problem.put("type", type);
    problem.put("title", type.equals(QUERY) ? "The query cannot be answered" : title(status));
    problem.put("status", status);
    problem.put("detail", detail);
    problem.put("instance", "urn:sightline:request:" + requestId);
    return problem;
  }

  /// The name of a status in the standard.
  static String title(int status) {
    return switch (status) {
      case ApiException.BAD_REQUEST -> "Bad Request";
      case ApiException.UNAUTHORIZED -> "Unauthorized";
      case ApiException.FORBIDDEN -> "Forbidden";
      case ApiException.NOT_FOUND -> "Not Found";
      case ApiException.METHOD_NOT_ALLOWED -> "Method Not Allowed";
      case ApiException.NOT_ACCEPTABLE -> "Not Acceptable";
      case ApiException.TIMEOUT -> "Request Timeout";
      case ApiException.CONFLICT -> "Conflict";
      case ApiException.TOO_LARGE -> "Content Too Large";
      case 414 -> "URI Too Long";
      case ApiException.UNSUPPORTED -> "Unsupported Media Type";
      case ApiException.UNSATISFIABLE -> "Range Not Satisfiable";
      case ApiException.MISDIRECTED -> "Misdirected Request";
      case ApiException.UNREADABLE -> "Unprocessable Content";
      case ApiException.TOO_MANY -> "Too Many Requests";
      case 431 -> "Request Header Fields Too Large";
      case ApiException.UNAVAILABLE -> "Service Unavailable";
      default -> status < ApiException.FAILED ? "Refused" : "Internal Server Error";
    };
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
