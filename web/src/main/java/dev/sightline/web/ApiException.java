package dev.sightline.web;

import dev.sightline.images.UnreadableImageException;
import java.util.Objects;

/// A request that is refused, with the HTTP status and a sentence for the person who sent it. The
/// sentence never names a file of this machine.
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final int BAD_REQUEST = 400;
  static final int UNAUTHORIZED = 401;
  static final int NOT_FOUND = 404;
  static final int METHOD_NOT_ALLOWED = 405;
  static final int TOO_LARGE = 413;
  static final int UNSUPPORTED = 415;
  static final int MISDIRECTED = 421;
  static final int UNREADABLE = 422;
  static final int FAILED = 500;
  static final int STOPPING = 503;

  private final int status;

  ApiException(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }

  static ApiException unknownImage() {
    return new ApiException(NOT_FOUND, "There is no image of this id in the library.");
  }

  static ApiException originalGone() {
    return new ApiException(
        NOT_FOUND, "The file of this image is no longer where it was indexed. Index again.");
  }

  /// A picture that cannot be shown: no image at all, an image but not a whole one, or one beyond
  /// the limits. A decoder's message is one sentence about the file, without its name.
  static ApiException unreadable(UnreadableImageException cause) {
    String message = Objects.requireNonNull(cause.getMessage());
    return switch (cause.reason()) {
      case NOT_AN_IMAGE, UNSUPPORTED, DECODER_MISSING -> new ApiException(UNSUPPORTED, message);
      case TOO_LARGE -> new ApiException(TOO_LARGE, message);
      case EMPTY, TRUNCATED, CORRUPT -> new ApiException(UNREADABLE, message);
      case UNREADABLE -> new ApiException(UNREADABLE, "The file cannot be read.");
    };
  }
}
