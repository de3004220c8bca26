package dev.sightline.library.image;

import java.nio.file.Path;
import java.util.OptionalLong;

/// One file as it was when it was last read. While its size, times and key are the same, the file
/// counts as unchanged and is not read.
///
/// @param path absolute, on this system or, in a carried library, on another (see [StoredPath])
/// @param bytes its size
/// @param modifiedMillis its modification time, milliseconds since 1970
/// @param fileKey what the file system calls it (device and inode), or empty where there is no such
/// @param beside what lies beside it and belongs to it
/// @param changeTimeMillis when the file system last changed anything about the file (`ctime`),
///     milliseconds since 1970; programs can set the modification time back, but not this one.
///     Empty where the file system has none, and in records of before it was kept
/// @param metadataVersion version of the metadata readers that read the file; 0 for unknown. A run
///     whose readers are newer reads the file once more
public record IndexedFile(
    Path path,
    long bytes,
    long modifiedMillis,
    String fileKey,
    Attachments beside,
    OptionalLong changeTimeMillis,
    int metadataVersion) {
  /// Checks that the path is absolute: a library is asked from any folder.
  public IndexedFile {
    if (!StoredPath.isAbsolute(path)) {
      throw new IllegalArgumentException("need an absolute path, got " + path);
    }
  }

  /// A file of unknown change time and metadata version.
  public IndexedFile(
      Path path, long bytes, long modifiedMillis, String fileKey, Attachments beside) {
    this(path, bytes, modifiedMillis, fileKey, beside, OptionalLong.empty(), 0);
  }

  /// The same with nothing beside it.
  public IndexedFile(Path path, long bytes, long modifiedMillis, String fileKey) {
    this(path, bytes, modifiedMillis, fileKey, Attachments.NOTHING);
  }

  /// The same file with something beside it.
  public IndexedFile with(Attachments other) {
    return new IndexedFile(
        path, bytes, modifiedMillis, fileKey, other, changeTimeMillis, metadataVersion);
  }

  /// The same file, read by metadata readers of a version.
  public IndexedFile withMetadataVersion(int version) {
    return version == metadataVersion
        ? this
        : new IndexedFile(path, bytes, modifiedMillis, fileKey, beside, changeTimeMillis, version);
  }

  /// The same file at another path.
  public IndexedFile withPath(Path other) {
    return new IndexedFile(
        other, bytes, modifiedMillis, fileKey, beside, changeTimeMillis, metadataVersion);
  }

  /// Whether the file itself is as another record of it says, whatever lies beside it. A change
  /// time that one of the two lacks is not compared.
  public boolean hasStampOf(IndexedFile other) {
    return bytes == other.bytes
        && modifiedMillis == other.modifiedMillis
        && (changeTimeMillis.isEmpty()
            || other.changeTimeMillis.isEmpty()
            || changeTimeMillis.equals(other.changeTimeMillis))
        && path.equals(other.path)
        && fileKey.equals(other.fileKey);
  }

  /// Whether what lies beside the file is as another record of it says.
  public boolean hasBesideOf(IndexedFile other) {
    return beside.stamp().equals(other.beside.stamp());
  }
}
