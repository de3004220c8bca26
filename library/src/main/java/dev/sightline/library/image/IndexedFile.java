package dev.sightline.library.image;

import java.nio.file.Path;
import java.util.OptionalLong;

/// The record of a file when it was last read. While its size, times and key are the same, the file
/// counts as unchanged and is not read.
///
/// @param path absolute, on this system or, in a carried library, on another (see [StoredPath])
/// @param bytes its size
/// @param modifiedMillis its modification time, milliseconds since 1970
/// @param fileKey identifier in the file system (device and inode), or empty where there is none
/// @param attachments sidecars and companions
/// @param changeTimeMillis when the file system last changed anything about the file (`ctime`),
///     milliseconds since 1970; programs can set the modification time back, but not this one.
///     Empty where the file system has none, and in records that predate this field
/// @param metadataVersion version of the metadata readers that read the file; 0 for unknown. A run
///     whose readers are newer reads the file once more
public record IndexedFile(
    Path path,
    long bytes,
    long modifiedMillis,
    String fileKey,
    Attachments attachments,
    OptionalLong changeTimeMillis,
    int metadataVersion) {
  /// Checks that the path is absolute, because a library is used from any folder.
  public IndexedFile {
    if (!StoredPath.isAbsolute(path)) {
      throw new IllegalArgumentException("need an absolute path, got " + path);
    }
  }

  /// A file of unknown change time and metadata version.
  public IndexedFile(
      Path path, long bytes, long modifiedMillis, String fileKey, Attachments attachments) {
    this(path, bytes, modifiedMillis, fileKey, attachments, OptionalLong.empty(), 0);
  }

  /// A file without attachments, of unknown change time and metadata version.
  public IndexedFile(Path path, long bytes, long modifiedMillis, String fileKey) {
    this(path, bytes, modifiedMillis, fileKey, Attachments.NOTHING);
  }

  /// The same file with other attachments.
  public IndexedFile with(Attachments other) {
    return new IndexedFile(
        path, bytes, modifiedMillis, fileKey, other, changeTimeMillis, metadataVersion);
  }

  /// The same file, read by metadata readers of a version.
  public IndexedFile withMetadataVersion(int version) {
    return version == metadataVersion
        ? this
        : new IndexedFile(
            path, bytes, modifiedMillis, fileKey, attachments, changeTimeMillis, version);
  }

  /// The same file at another path.
  public IndexedFile withPath(Path other) {
    return new IndexedFile(
        other, bytes, modifiedMillis, fileKey, attachments, changeTimeMillis, metadataVersion);
  }

  /// Whether the stamp of the file (size, times, key) equals that of another record. A change time
  /// that one of the two lacks is not compared.
  public boolean hasStampOf(IndexedFile other) {
    return bytes == other.bytes
        && modifiedMillis == other.modifiedMillis
        && (changeTimeMillis.isEmpty()
            || other.changeTimeMillis.isEmpty()
            || changeTimeMillis.equals(other.changeTimeMillis))
        && path.equals(other.path)
        && fileKey.equals(other.fileKey);
  }

  /// Whether the stamp of the attachments equals that of another record.
  public boolean hasAttachmentsOf(IndexedFile other) {
    return attachments.stamp().equals(other.attachments.stamp());
  }
}
