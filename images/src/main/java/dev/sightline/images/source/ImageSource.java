package dev.sightline.images.source;

import dev.sightline.images.source.UnreadableImageException.Reason;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Where a picture's bytes come from: a file, read when asked, bytes already in memory, or whoever
/// fetches them.
///
/// Immutable; holds no open file. Bytes are not copied on the way in or out, because a picture is
/// megabytes: whoever hands an array in must not write to it afterwards.
public final class ImageSource {
  private final String name;
  private final Content content;

  private ImageSource(String name, Content content) {
    this.name = Objects.requireNonNull(name);
    this.content = content;
  }

  /// A file, read anew by each [#bytes]; its name in messages is the path as given.
  public static ImageSource ofFile(Path file) {
    return new ImageSource(file.toString(), maxBytes -> read(file, maxBytes));
  }

  /// Bytes in memory.
  ///
  /// @param name what to call them in messages, such as an upload's file name
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

  /// Bytes that somebody else fetches, as from a file system that Java itself does not know, anew
  /// by each [#bytes].
  ///
  /// @param name what to call them in messages
  /// @param length how many bytes there should be: too many are not even fetched
  /// @param fetching gives all of them
  public static ImageSource ofFetched(String name, long length, Fetching fetching) {
    Objects.requireNonNull(fetching);
    return new ImageSource(name, maxBytes -> fetched(length, fetching, maxBytes));
  }

  /// Brings a picture's bytes from wherever they are.
  @FunctionalInterface
  public interface Fetching {
    /// All bytes of the picture.
    ///
    /// @throws IOException if they cannot be had
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

  /// What to call this source in messages.
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
