package dev.sightline.library.exchange;

import java.io.IOException;
import java.nio.file.Path;

/// Computes content ids as the indexer does.
public interface ContentIds {
  /// The content id of an image: the hash of its file's bytes.
  ///
  /// @throws IOException if it cannot be read
  String ofFile(Path file) throws IOException;

  /// The hash of a text, in the same form.
  String ofText(String text);
}
