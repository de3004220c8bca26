package dev.sightline.images.source;

import java.util.Objects;

/// An image cannot be decoded, because of its file. The decoder that threw the exception stays
/// usable.
///
/// The message is one sentence about the file, without its name, which callers know.
public final class UnreadableImageException extends Exception {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  /// Why an image cannot be decoded.
  public enum Reason {
    /// The file has no bytes.
    EMPTY,
    /// The bytes are not an image of a known format.
    NOT_AN_IMAGE,
    /// A format, or a variant of a format, that is not supported.
    UNSUPPORTED,
    /// A format that needs a decoder of the operating system, which is not installed; the message
    /// says what to install.
    DECODER_MISSING,
    /// More pixels or bytes than [DecodeLimits] allows.
    TOO_LARGE,
    /// The file ends before its image does.
    TRUNCATED,
    /// The file is complete but contradicts its format.
    CORRUPT,
    /// The file system did not give the bytes.
    UNREADABLE
  }

  /// Creates an exception.
  ///
  /// @param reason why, for code
  /// @param message one sentence for users, without the name of the file
  public UnreadableImageException(Reason reason, String message) {
    super(message);
    this.reason = Objects.requireNonNull(reason);
  }

  /// Creates an exception with a cause.
  ///
  /// @param reason why, for code
  /// @param message one sentence for users, without the name of the file
  /// @param cause the exception of a decoder or of the file system
  public UnreadableImageException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = Objects.requireNonNull(reason);
  }

  /// The reason; the message explains it to users.
  public Reason reason() {
    return reason;
  }

  /// An exception with the reason [Reason#CORRUPT].
  public static UnreadableImageException corrupt(String message) {
    return new UnreadableImageException(Reason.CORRUPT, message);
  }

  /// An exception with the reason [Reason#TRUNCATED].
  public static UnreadableImageException truncated(String message) {
    return new UnreadableImageException(Reason.TRUNCATED, message);
  }

  /// An exception with the reason [Reason#UNSUPPORTED].
  public static UnreadableImageException unsupported(String message) {
    return new UnreadableImageException(Reason.UNSUPPORTED, message);
  }

  /// An exception with the reason [Reason#DECODER_MISSING].
  ///
  /// @param format name of the format for users
  /// @param install how to install a decoder, one sentence without its full stop
  public static UnreadableImageException decoderMissing(String format, String install) {
    return new UnreadableImageException(
        Reason.DECODER_MISSING,
        "This is an image in the format %s, and this system has no decoder for it. %s."
            .formatted(format, install));
  }
}
