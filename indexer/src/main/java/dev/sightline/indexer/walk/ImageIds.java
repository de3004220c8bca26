package dev.sightline.indexer.walk;

import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.library.exchange.ContentIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Computes the ids of imported images in the same way as an index run.
public final class ImageIds implements ContentIds {
  private final DecodeLimits limits;

  /// @param limits the largest file that is read into memory
  public ImageIds(DecodeLimits limits) {
    this.limits = limits;
  }

  @Override
  public String ofFile(Path file) throws IOException {
    try {
      return ContentHash.of(ImageSource.ofFile(file).bytes(limits.maxBytes()));
    } catch (UnreadableImageException e) {
      return ofText("unreadable " + file); // an index run quarantines the file
    }
  }

  @Override
  public String ofText(String text) {
    return ContentHash.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
