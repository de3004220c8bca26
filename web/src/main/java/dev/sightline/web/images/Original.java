package dev.sightline.web.images;

import dev.sightline.library.image.IndexedFile;
import dev.sightline.web.http.EntityTag;
import java.nio.file.Path;

/// The original file of an image.
///
/// @param file with links resolved
/// @param indexed the file as the library knows it
/// @param bytes size now
/// @param modifiedMillis modification time now, in milliseconds since 1970
record Original(Path file, IndexedFile indexed, long bytes, long modifiedMillis) {
  /// Whether the file is unchanged since it was indexed, so that the content id is the hash of its
  /// bytes.
  boolean isAsIndexed() {
    return bytes == indexed.bytes() && modifiedMillis == indexed.modifiedMillis();
  }

  /// Entity tag that changes whenever the bytes change.
  EntityTag tag(String id) {
    return EntityTag.of(isAsIndexed() ? id : "%s-%x-%x".formatted(id, bytes, modifiedMillis));
  }
}
