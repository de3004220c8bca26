package dev.sightline.images.source;

import java.util.Objects;

/// A picture that cannot be shown, and why. It says something about the file, not about the
/// program: the decoder that threw it stays usable.
///
/// The message is one sentence about the file, without its name: whoever reports it knows the name.
public final class UnreadableImageException extends Exception {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  /// Why a picture cannot be shown.
  public enum Reason {
    /// The file has no bytes.
    EMPTY,
    /// The bytes are no image of any format known here.
    NOT_AN_IMAGE,
    /// An image of a format, or of a kind within a format, that is not decoded here.
    UNSUPPORTED,
    /// An image of a format that is decoded where the system has a decoder, and it has none; the
    /// message says what to install.
    DECODER_MISSING,
    /// More pixels or bytes than [DecodeLimits] allows.
    TOO_LARGE,
    /// The file ends before its picture does.
    TRUNCATED,
    /// The file is complete but contradicts its format.
    CORRUPT,
    /// The file system did not give the bytes.
    UNREADABLE
  }

  public UnreadableImageException(Reason reason, String message) {
    super(message);
    this.reason = Objects.requireNonNull(reason);
  }

  public UnreadableImageException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = Objects.requireNonNull(reason);
  }

  /// Why, for code; the message says it for people.
  public Reason reason() {
    return reason;
  }

  public static UnreadableImageException corrupt(String message) {
    return new UnreadableImageException(Reason.CORRUPT, message);
  }

  public static UnreadableImageException truncated(String message) {
    return new UnreadableImageException(Reason.TRUNCATED, message);
  }

  public static UnreadableImageException unsupported(String message) {
    return new UnreadableImageException(Reason.UNSUPPORTED, message);
  }

  /// @param format as people write it
  /// @param install what to do, one sentence without its full stop
  public static UnreadableImageException decoderMissing(String format, String install) {
    return new UnreadableImageException(
        Reason.DECODER_MISSING,
        "This is a picture in the format %s, and this system has no decoder for it. %s."
            .formatted(format, install));
  }
}
