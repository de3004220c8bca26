package dev.sightline.base.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Writes files completely or not at all.
///
/// Each method writes to a temporary file in the target's own folder and then moves it over the
/// target in one step. Readers see the old content or the new content, never a part. When writing
/// fails, the target keeps its old content and the temporary file is deleted. Two writers of one
/// target do not disturb each other: the later move wins. A temporary file that a killed process
/// leaves behind ends in [#UNFINISHED].
///
/// Safe for concurrent use.
public final class AtomicFiles {
  /// Suffix of temporary files. Code that lists a folder ignores files with this suffix.
  public static final String UNFINISHED = ".part";

  private AtomicFiles() {}

  /// Writes the content of a file.
  @FunctionalInterface
  public interface Content {
    /// Writes the whole content.
    ///
    /// @param unfinished an existing, empty file, to be written and closed
    /// @throws IOException if it cannot be written
    void writeTo(Path unfinished) throws IOException;
  }

  /// Replaces the content of a file. Creates its folder if it is missing.
  ///
  /// The content is not forced to the disk: after a power failure the file may be empty. Use this
  /// for files that can be made again.
  ///
  /// @throws IOException if the file cannot be written; it then has its old content
  public static void write(Path file, Content content) throws IOException {
    write(file, content, false);
  }

  /// Replaces the content of a file by bytes, like [#write(Path, Content)].
  ///
  /// @throws IOException if the file cannot be written; it then has its old content
  public static void write(Path file, byte[] content) throws IOException {
    write(file, unfinished -> Files.write(unfinished, content));
  }

  /// Replaces the content of a file and forces it to the disk before the move. Use this for data
  /// of the user that cannot be made again.
  ///
  /// @throws IOException if the file cannot be written; it then has its old content
  public static void writeDurably(Path file, Content content) throws IOException {
    write(file, content, true);
  }

  /// Replaces the content of a file by text in UTF-8, like [#writeDurably(Path, Content)].
  ///
  /// @throws IOException if the file cannot be written; it then has its old content
  public static void writeDurably(Path file, String text) throws IOException {
    writeDurably(
        file, unfinished -> Files.write(unfinished, text.getBytes(StandardCharsets.UTF_8)));
  }

  /// Moves a complete file or folder to its final name in one step, over a file that is there.
  ///
  /// @param finished in the same file system as the target
  /// @throws IOException if it cannot be moved, or the target is a folder that is not empty
  public static void move(Path finished, Path target) throws IOException {
    Files.move(
        finished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void write(Path file, Content content, boolean durable) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("a file needs a name, got " + file);
    }
    Files.createDirectories(folder);
    Path unfinished = Files.createTempFile(folder, file.getFileName().toString(), UNFINISHED);
    try {
      content.writeTo(unfinished);
      if (durable) {
        force(unfinished);
      }
      move(unfinished, file);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
