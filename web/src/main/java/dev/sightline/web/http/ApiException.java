package dev.sightline.web.http;

import dev.sightline.images.source.UnreadableImageException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// A refused request: an HTTP status and a sentence for the caller. The sentence never names a file
/// of this machine.
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public static final int BAD_REQUEST = 400;
  public static final int UNAUTHORIZED = 401;
  public static final int FORBIDDEN = 403;
  public static final int NOT_FOUND = 404;
  public static final int METHOD_NOT_ALLOWED = 405;
  public static final int NOT_ACCEPTABLE = 406;
  public static final int TIMEOUT = 408;
  public static final int CONFLICT = 409;
  public static final int TOO_LARGE = 413;
  public static final int UNSUPPORTED = 415;
  public static final int UNSATISFIABLE = 416;
  public static final int MISDIRECTED = 421;
  public static final int UNREADABLE = 422;
  public static final int TOO_MANY = 429;
  public static final int FAILED = 500;
  public static final int UNAVAILABLE = 503;

  private final int status;
  private final transient Optional<Duration> retryAfter;
  private final transient Optional<String> location;

  /// @param status HTTP status, 400 to 599
  /// @param message for the caller
  public ApiException(int status, String message) {
    this(status, message, Optional.empty(), Optional.empty());
  }

  private ApiException(
      int status, String message, Optional<Duration> retryAfter, Optional<String> location) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
    this.location = location;
  }

  /// The HTTP status, 400 to 599.
  public int status() {
    return status;
  }

  /// When the same request may be repeated, if that is known.
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /// The address of the resource that causes the conflict, if it has one.
  public Optional<String> location() {
    return location;
  }

  /// 404: the library has no image with this content id.
  public static ApiException unknownImage() {
    return new ApiException(NOT_FOUND, "There is no image of this id in the library.");
  }

  /// 410: the library knows the image, but its file is not there any more.
  public static ApiException originalGone() {
    return new ApiException(
        NOT_FOUND, "The file of this image is no longer where it was indexed. Index again.");
  }

  /// 401: the request needs a token.
  public static ApiException tokenNeeded() {
    return new ApiException(
        UNAUTHORIZED,
        "This library needs its token: send it as 'Authorization: Bearer TOKEN', or log in at"
            + " /login in the browser.");
  }

  /// 401: the token of a login is wrong.
  public static ApiException wrongLogin() {
    return new ApiException(
        UNAUTHORIZED,
        "That is not the token, or the link was used before: a link logs in once. Open /login and"
            + " type the token, or start sightline serve again for a new link.");
  }

  /// 429: too many wrong tokens came from this address.
  ///
  /// @param wait how long the address is refused
  public static ApiException tooManyWrongTokens(Duration wait) {
    return new ApiException(
        TOO_MANY,
        "Too many wrong tokens came from this address. Wait a minute.",
        Optional.of(wait),
        Optional.empty());
  }

  /// 503: the server is busy; the caller may try again.
  public static ApiException overloaded() {
    return new ApiException(
        UNAVAILABLE,
        "More is being asked than this machine can answer at once. Ask again in a moment.",
        Optional.of(Duration.ofSeconds(1)),
        Optional.empty());
  }

  /// 503: the server is shutting down.
  public static ApiException stopping() {
    return new ApiException(
        UNAVAILABLE,
        "Sightline is stopping.",
        Optional.of(Duration.ofSeconds(5)),
        Optional.empty());
  }

  /// @param job address of the job that is running
  public static ApiException jobRuns(String job) {
    return new ApiException(
        CONFLICT,
        "An index run is under way: " + job + ". Wait for its end, or cancel it.",
        Optional.empty(),
        Optional.of(job));
  }

  /// An image that cannot be decoded: no image, a damaged one, or one beyond the limits. The
  /// message is the decoder's, one sentence without a file name.
  public static ApiException unreadable(UnreadableImageException cause) {
    String message = Objects.requireNonNull(cause.getMessage());
    return switch (cause.reason()) {
      case NOT_AN_IMAGE, UNSUPPORTED, DECODER_MISSING -> new ApiException(UNSUPPORTED, message);
      case TOO_LARGE -> new ApiException(TOO_LARGE, message);
      case EMPTY, TRUNCATED, CORRUPT -> new ApiException(UNREADABLE, message);
      case UNREADABLE -> new ApiException(UNREADABLE, "The file cannot be read.");
    };
  }
}
