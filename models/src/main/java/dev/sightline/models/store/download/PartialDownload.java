package dev.sightline.models.store.download;

import dev.sightline.models.store.catalogue.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file that is being downloaded. It distinguishes errors of the local disk, which are final,
/// from those of the source, which may be temporary.
public final class PartialDownload implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;

  private PartialDownload(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /// Opens a file for writing at a position and truncates it there.
  ///
  /// @throws StoreException if it cannot be written
  static PartialDownload open(Path path, long position) {
    try {
      Files.createDirectories(path.getParent());
      var channel =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
              .truncate(position)
              .position(position);
      return new PartialDownload(path, channel);
    } catch (IOException e) {
      throw StoreException.unwritable(path, e);
    }
  }

  /// The size of the file of an earlier attempt, 0 if there is none.
  public static long bytesOf(Path path) {
    try {
      return Files.isRegularFile(path) ? Files.size(path) : 0;
    } catch (IOException e) {
      throw StoreException.unwritable(path, e);
    }
  }

  static void delete(Path path) {
    try {
      EntityTag.forget(path);
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw StoreException.unwritable(path, e);
    }
  }

  /// Writes all remaining bytes.
  ///
  /// @return the file's size now, in bytes
  long write(ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      return channel.position();
    } catch (IOException e) {
      throw StoreException.unwritable(path, e);
    }
  }

  @Override
  public void close() {
    try (channel) {
      channel.force(true);
    } catch (IOException e) {
      throw StoreException.unwritable(path, e);
    }
  }
}
