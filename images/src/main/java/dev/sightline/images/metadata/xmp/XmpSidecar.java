package dev.sightline.images.metadata.xmp;

import dev.sightline.images.metadata.CaptureTime;
import dev.sightline.images.metadata.DescriptiveMetadata;
import dev.sightline.images.metadata.GeoPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// An XMP sidecar: photo managers write it instead of changing the image file.
///
/// @param descriptive texts, keywords and a rating
/// @param taken when the image was taken
/// @param place where it was taken
public record XmpSidecar(
    DescriptiveMetadata descriptive, Optional<CaptureTime> taken, Optional<GeoPoint> place) {
  /// A real packet has a few kilobytes; its editing history may have a megabyte.
  private static final long MOST_BYTES = 32L << 20;

  /// Reads a sidecar; a file that is not XMP gives no metadata.
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
