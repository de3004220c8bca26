package dev.sightline.images.metadata.xmp;

import dev.sightline.images.metadata.CaptureTime;
import dev.sightline.images.metadata.DescriptiveMetadata;
import dev.sightline.images.metadata.GeoPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// An `.xmp` file beside a picture: photo managers write it instead of changing the picture.
///
/// @param descriptive texts, keywords and a rating
/// @param taken when the picture was taken
/// @param place where it was taken
public record XmpSidecar(
    DescriptiveMetadata descriptive, Optional<CaptureTime> taken, Optional<GeoPoint> place) {
  /// A packet of real life is a few kilobytes; the history of edits in it may be a megabyte.
  private static final long MOST_BYTES = 32L << 20;

  /// Reads one; a file that is no XMP says nothing.
  ///
  /// @throws IOException if it cannot be read, or is larger than any sidecar
  public static XmpSidecar read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("larger than %,d bytes, which is no sidecar".formatted(MOST_BYTES));
    }
    var facts = new XmpFacts(XmpPacket.read(Files.readAllBytes(file)));
    return new XmpSidecar(
        facts.descriptive().withKeywords(facts.keywordLevels()), facts.taken(), facts.place());
  }
}
