package dev.sightline.images;

import com.drew.metadata.Metadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// An `.xmp` file beside a picture: what photo managers write instead of changing the picture.
public final class Sidecar {
  /// A packet of real life is a few kilobytes; the history of edits in it may be a megabyte.
  private static final long MOST_BYTES = 32L << 20;

  private Sidecar() {}

  /// Reads one; a file that is no XMP says nothing.
  ///
  /// @throws IOException if it cannot be read, or is larger than any sidecar
  public static Words read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("larger than %,d bytes, which is no sidecar".formatted(MOST_BYTES));
    }
    return WordsReader.read(
        new Metadata(), Optional.of(Files.readAllBytes(file)), Optional.empty());
  }
}
