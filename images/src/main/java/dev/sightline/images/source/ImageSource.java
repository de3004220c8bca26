package dev.sightline.images.source;

import dev.sightline.images.source.UnreadableImageException.Reason;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// The source of an image's bytes: a file, which is read when needed, bytes in memory, or a
/// function that fetches them.
///
/// Immutable; holds no open file. Bytes are not copied on the way in or out, because an image is
/// megabytes: callers must not write to an array after passing it in.
public final class ImageSource {
  private final String name;
  private final Content content;

  private ImageSource(String name, Content content) {
    this.name = Objects.requireNonNull(name);
    this.content = content;
  }

  /// A file, read by each call of [#bytes]; its name in messages is the path as given.
  public static ImageSource ofFile(Path file) {
    return new ImageSource(file.toString(), maxBytes -> read(file, maxBytes));
  }

  /// Bytes in memory.
  ///
  /// @param name name in messages, such as the file name of an upload
  /// @param bytes a whole image file; kept, not copied
  public static ImageSource ofBytes(String name, byte[] bytes) {
    Objects.requireNonNull(bytes);
    return new ImageSource(
        name,
        maxBytes -> {
          checkSize(bytes.length, maxBytes);
          return bytes;
        });
  }

  /// Bytes that are fetched by each call of [#bytes], such as from a file system without Java
  /// support.
  ///
  /// @param name name in messages
  /// @param length expected length in bytes: more than the limit are not fetched
  /// @param fetching fetches all bytes
  public static ImageSource ofFetched(String name, long length, Fetching fetching) {
    Objects.requireNonNull(fetching);
    return new ImageSource(name, maxBytes -> fetched(length, fetching, maxBytes));
  }

  /// Fetches the bytes of an image.
  @FunctionalInterface
  public interface Fetching {
    /// All bytes of the image.
    ///
    /// @throws IOException if they cannot be fetched
    byte[] fetch() throws IOException;
  }

  private static byte[] fetched(long length, Fetching fetching, long maxBytes)
      throws UnreadableImageException {
    try {
      if (length > 0) {
        checkSize(length, maxBytes);
      }
      byte[] bytes = fetching.fetch();
      checkSize(bytes.length, maxBytes);
      return bytes;
    } catch (FileNotFoundException e) {
      throw new UnreadableImageException(Reason.UNREADABLE, "There is no such file.", e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static UnreadableImageException unreadable(IOException e) {
    return new UnreadableImageException(
        Reason.UNREADABLE, "The file cannot be read: %s.".formatted(e.getMessage()), e);
  }

  /// The name of this source in messages.
  public String name() {
    return name;
  }

  /// The whole file. The size is checked before anything is read.
  ///
  /// @param maxBytes largest size to accept, in bytes
  /// @throws UnreadableImageException `EMPTY` for no bytes, `TOO_LARGE` for more than `maxBytes`,
  ///     `UNREADABLE` where the file cannot be read
  public byte[] bytes(long maxBytes) throws UnreadableImageException {
    return content.read(maxBytes);
  }

  private static byte[] read(Path file, long maxBytes) throws UnreadableImageException {
    try {
      if (!Files.isRegularFile(file)) {
        throw new UnreadableImageException(
            Reason.UNREADABLE,
            Files.exists(file) ? "This is not a regular file." : "There is no such file.");
      }
      checkSize(Files.size(file), maxBytes);
      byte[] bytes = Files.readAllBytes(file);
      checkSize(bytes.length, maxBytes); // it may have changed since
      return bytes;
    } catch (AccessDeniedException e) {
      throw new UnreadableImageException(
          Reason.UNREADABLE, "Reading the file is not permitted.", e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static void checkSize(long bytes, long maxBytes) throws UnreadableImageException {
    if (bytes == 0) {
      throw new UnreadableImageException(Reason.EMPTY, "The file is empty.");
    }
    // No array is longer than 2 GiB, whatever the caller allows.
    long most = Math.min(maxBytes, Integer.MAX_VALUE - 8);
    if (bytes > most) {
      throw new UnreadableImageException(
          Reason.TOO_LARGE,
          "The file has %,d bytes, more than the limit of %,d.".formatted(bytes, most));
    }
  }

  private interface Content {
    byte[] read(long maxBytes) throws UnreadableImageException;
  }
}
