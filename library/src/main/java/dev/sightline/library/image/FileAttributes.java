package dev.sightline.library.image;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/// The attributes of one file or folder, read with one system call.
///
/// @param isRegularFile whether it is a file with bytes, and not a folder, pipe or device
/// @param isDirectory whether it is a folder
/// @param bytes its size
/// @param modifiedMillis its modification time, milliseconds since 1970
/// @param fileKey identifier in the file system, `(dev=fd01,ino=1234)` on Unix; empty where there
///     is none, as on Windows
/// @param changeTimeMillis its change time (`ctime`), milliseconds since 1970; empty where there is
///     none, as on Windows
public record FileAttributes(
    boolean isRegularFile,
    boolean isDirectory,
    long bytes,
    long modifiedMillis,
    String fileKey,
    OptionalLong changeTimeMillis) {
  private static final FileSystem DEFAULT = FileSystems.getDefault();
  private static final boolean ON_UNIX = DEFAULT.supportedFileAttributeViews().contains("unix");

  /// Each attribute costs time, and a run reads those of every file. The mode includes the kind of
  /// file.
  private static final String NAMES = "unix:mode,size,lastModifiedTime,fileKey,ctime";

  private static final int TYPE = 0xF000;
  private static final int REGULAR = 0x8000;
  private static final int DIRECTORY = 0x4000;

  /// Reads the attributes; a link is followed.
  ///
  /// @throws IOException if there is no such file, or it cannot be accessed
  public static FileAttributes read(Path path) throws IOException {
    if (!ON_UNIX || path.getFileSystem() != DEFAULT) {
      return of(Files.readAttributes(path, BasicFileAttributes.class));
    }
    Map<String, Object> values = Files.readAttributes(path, NAMES);
    int type = (Integer) value(values, "mode") & TYPE;
    return new FileAttributes(
        type == REGULAR,
        type == DIRECTORY,
        (Long) value(values, "size"),
        ((FileTime) value(values, "lastModifiedTime")).toMillis(),
        value(values, "fileKey").toString(),
        OptionalLong.of(((FileTime) value(values, "ctime")).toMillis()));
  }

  private static Object value(Map<String, Object> values, String name) {
    return Objects.requireNonNull(values.get(name));
  }

  private static FileAttributes of(BasicFileAttributes attributes) {
    return new FileAttributes(
        attributes.isRegularFile(),
        attributes.isDirectory(),
        attributes.size(),
        attributes.lastModifiedTime().toMillis(),
        Objects.toString(attributes.fileKey(), ""),
        OptionalLong.empty());
  }
}
