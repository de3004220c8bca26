package dev.sightline.library.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// What the file system says of a file: the marks by which an index run knows it again.
public final class FileStamp {
  private FileStamp() {}

  /// The file as it is now; empty when there is no regular file at that path.
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

  /// The file as its attributes say; for callers that have read them already.
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

  /// A file that was copied to another disk has its size and time there, but another key and change
  /// time. With those of the new place the next run need not read it; any other file is left as it
  /// was noted, so that the run reads it.
  ///
  /// @param noted what the library knows, already under the new path
  public static IndexedFile withKeyOfNow(IndexedFile noted) {
    return of(noted.path())
        .filter(now -> now.bytes() == noted.bytes())
        .filter(now -> now.modifiedMillis() == noted.modifiedMillis())
        .map(now -> now.with(noted.beside()).withMetadataVersion(noted.metadataVersion()))
        .orElse(noted);
  }
}
