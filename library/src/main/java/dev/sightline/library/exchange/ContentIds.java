package dev.sightline.library.exchange;

import java.io.IOException;
import java.nio.file.Path;

/// Makes ids of images as the indexer does.
public interface ContentIds {
  /// The id of an image: the hash of a file's bytes.
  ///
  /// @throws IOException if it cannot be read
  String ofFile(Path file) throws IOException;

  /// The hash of a text, of the same form.
  String ofText(String text);
}
