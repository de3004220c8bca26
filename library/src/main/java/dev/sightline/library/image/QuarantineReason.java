package dev.sightline.library.image;

import java.util.Optional;
import java.util.stream.Stream;

/// Why a file was not indexed. The table of `docs/reference/indexing.md` lists the codes for users.
///
/// The code is what libraries store and what JSON shows, so a constant must never be renamed. A
/// library written by another version may hold a code that is not listed here; [QuarantinedFile]
/// keeps such a code as it is.
public enum QuarantineReason {
  /// The file has no bytes.
  EMPTY(false, "the file is empty"),
  /// The bytes belong to no known image format.
  NOT_AN_IMAGE(false, "the file is not an image"),
  /// A known format, or a variant of one, that cannot be decoded.
  UNSUPPORTED(false, "the format is not supported"),
  /// A format that needs a decoder of the operating system, which is not installed.
  DECODER_MISSING(false, "the decoder of the format is not installed"),
  /// More bytes or pixels than the decode limits allow.
  TOO_LARGE(false, "the image is too large"),
  /// The file ends before its image does.
  TRUNCATED(false, "the file is incomplete"),
  /// The file is complete but contradicts its format.
  CORRUPT(false, "the file is damaged"),
  /// The file system did not give the bytes.
  UNREADABLE(true, "the file cannot be read"),
  /// The file changed during each attempt to read it.
  CHANGING(true, "the file kept changing while it was read"),
  /// A decoder failed with an unexpected exception.
  FAILED(true, "the decoder failed"),
  /// The model gave no embedding for the image.
  ENCODING(true, "the model gave no embedding"),
  /// The Java heap was too small, even when the file was decoded alone.
  OUT_OF_MEMORY(true, "the memory was not enough to decode the image"),
  /// The file of an indexed image is gone. Only re-embedding reports it; it is never stored.
  MISSING(true, "the file is missing"),
  /// The file has other bytes than when it was indexed. Only re-embedding reports it; it is never
  /// stored.
  CHANGED(true, "the file has changed since it was indexed");

  private final boolean isTransient;
  private final String explanation;

  QuarantineReason(boolean isTransient, String explanation) {
    this.isTransient = isTransient;
    this.explanation = explanation;
  }

  /// The reason with a code; empty for a code of another version.
  public static Optional<QuarantineReason> of(String code) {
    return Stream.of(values()).filter(it -> it.code().equals(code)).findFirst();
  }

  /// The code as it is stored and shown to programs, such as `TRUNCATED`.
  public String code() {
    return name();
  }

  /// Whether the reason may pass without a change to the file's bytes. An image that was indexed
  /// from the file before then stays in the library.
  public boolean isTransient() {
    return isTransient;
  }

  /// One line for users, without a full stop: what is the matter with the file.
  public String explanation() {
    return explanation;
  }
}
