package dev.sightline.indexer.walk;

import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.library.image.QuarantineReason;

/// Maps the reasons of image decoders to the reasons that a library stores.
public final class QuarantineReasons {
  private QuarantineReasons() {}

  /// The reason to store for a file that a decoder rejected.
  public static QuarantineReason of(UnreadableImageException.Reason reason) {
    return switch (reason) {
      case EMPTY -> QuarantineReason.EMPTY;
      case NOT_AN_IMAGE -> QuarantineReason.NOT_AN_IMAGE;
      case UNSUPPORTED -> QuarantineReason.UNSUPPORTED;
      case DECODER_MISSING -> QuarantineReason.DECODER_MISSING;
      case TOO_LARGE -> QuarantineReason.TOO_LARGE;
      case TRUNCATED -> QuarantineReason.TRUNCATED;
      case CORRUPT -> QuarantineReason.CORRUPT;
      case UNREADABLE -> QuarantineReason.UNREADABLE;
    };
  }
}
