package dev.sightline.web.images;

import dev.sightline.library.image.IndexedFile;
import dev.sightline.web.http.EntityTag;
import java.nio.file.Path;

/// The file of an image, to be given out.
///
/// @param file links resolved
/// @param indexed as the library knows it
/// @param bytes its size now
/// @param modifiedMillis its modification time now
record Original(Path file, IndexedFile indexed, long bytes, long modifiedMillis) {
  /// Whether it is still what was indexed, so that the id is the hash of what it holds.
  boolean isAsIndexed() {
    return bytes == indexed.bytes() && modifiedMillis == indexed.modifiedMillis();
  }

  /// Changes whenever the bytes do.
  EntityTag tag(String id) {
    return EntityTag.of(isAsIndexed() ? id : "%s-%x-%x".formatted(id, bytes, modifiedMillis));
  }
}
