package dev.sightline.library;

import java.nio.file.Path;

/// One file as it was when it was last looked at. While size, modification time and key are the
/// same, the file counts as unchanged and is not read.
///
/// @param path absolute, on this system or, in a carried library, on another (see [StoredPath])
/// @param bytes its size
/// @param modifiedMillis its modification time, milliseconds since 1970
/// @param fileKey what the file system calls it (device and inode), or empty where there is no such
/// @param beside what lies beside it and belongs to it
public record IndexedFile(
    Path path, long bytes, long modifiedMillis, String fileKey, Beside beside) {
  /// Checks that the path is absolute: a library is asked from any folder.
  public IndexedFile {
    if (!StoredPath.isAbsolute(path)) {
      throw new IllegalArgumentException("need an absolute path, got " + path);
    }
  }

  /// A file with nothing beside it.
  public IndexedFile(Path path, long bytes, long modifiedMillis, String fileKey) {
    this(path, bytes, modifiedMillis, fileKey, Beside.NOTHING);
  }

  /// The same file with something beside it.
  public IndexedFile with(Beside other) {
    return new IndexedFile(path, bytes, modifiedMillis, fileKey, other);
  }

  /// Whether the file itself is as another record of it says, whatever lies beside it.
  public boolean hasStampOf(IndexedFile other) {
    return bytes == other.bytes
        && modifiedMillis == other.modifiedMillis
        && path.equals(other.path)
        && fileKey.equals(other.fileKey);
  }

  /// Whether what lies beside the file is as another record of it says.
  public boolean hasBesideOf(IndexedFile other) {
    return beside.stamp().equals(other.beside.stamp());
  }
}
