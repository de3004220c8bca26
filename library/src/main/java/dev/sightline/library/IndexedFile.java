package dev.sightline.library;

import java.nio.file.Path;

/// One file as it was when it was last looked at. While size, modification time and key are the
/// same, the file counts as unchanged and is not read.
///
/// @param path absolute, on this system or, in a carried library, on another (see [StoredPath])
/// @param bytes its size
/// @param modifiedMillis its modification time, milliseconds since 1970
/// @param fileKey what the file system calls it (device and inode), or empty where there is no such
public record IndexedFile(Path path, long bytes, long modifiedMillis, String fileKey) {
  /// Checks that the path is absolute: a library is asked from any folder.
  public IndexedFile {
    if (!StoredPath.isAbsolute(path)) {
      throw new IllegalArgumentException("need an absolute path, got " + path);
    }
  }
}
