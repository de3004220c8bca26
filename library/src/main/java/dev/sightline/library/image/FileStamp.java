package dev.sightline.library.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// The stamp of a file (size, times, file key), by which an index run detects changes.
public final class FileStamp {
  private FileStamp() {}

  /// The record of a file with its present stamp; empty when there is no regular file at the path.
  public static Optional<IndexedFile> of(Path path) {
    if (!path.isAbsolute()) {
      return Optional.empty(); // a path of another system
    }
    try {
      FileAttributes attributes = FileAttributes.read(path);
      return attributes.isRegularFile() ? Optional.of(of(path, attributes)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// The record of a file with attributes that were read already.
  public static IndexedFile of(Path path, FileAttributes attributes) {
    return new IndexedFile(
        path,
        attributes.bytes(),
        attributes.modifiedMillis(),
        attributes.fileKey(),
        Attachments.NOTHING,
        attributes.changeTimeMillis(),
        0);
  }

  /// A file that was copied to another disk has the same size and modification time, but another
  /// key and change time. It gets those of the new file, so that the next run need not read it; the
  /// record of any other file is not changed, so that the run reads it.
  ///
  /// @param noted the record in the library, with the new path
  public static IndexedFile withPresentStamp(IndexedFile noted) {
    return of(noted.path())
        .filter(now -> now.bytes() == noted.bytes())
        .filter(now -> now.modifiedMillis() == noted.modifiedMillis())
        .map(now -> now.with(noted.attachments()).withMetadataVersion(noted.metadataVersion()))
        .orElse(noted);
  }
}
