package dev.sightline.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// Small pictures of a library, one file an image, named by the image's id: made once, carried
/// along with the library, never stale, because another picture has another id.
public final class ThumbnailFolder {
  private final Path folder;

  /// @param folder the thumbnails' folder of a library, made when first written to
  public ThumbnailFolder(Path folder) {
    this.folder = folder;
  }

  /// The JPEG of an image, if it was made.
  ///
  /// @throws IOException if there is one that cannot be read
  public Optional<byte[]> read(String id) throws IOException {
    Path file = file(id);
    return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  /// Keeps the JPEG of an image, all or nothing.
  ///
  /// @throws IOException if it cannot be written
  public void write(String id, byte[] jpeg) throws IOException {
    Path file = file(id);
    Files.createDirectories(file.getParent());
    Path unfinished = Files.createTempFile(file.getParent(), id, ".part");
    try {
      Files.write(unfinished, jpeg);
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /// Two digits a folder, so that no folder holds a million files.
  private Path file(String id) {
    if (!id.matches("[0-9a-f]{4,64}")) {
      throw new IllegalArgumentException("not an image id: " + id);
    }
    return folder.resolve(id.substring(0, 2)).resolve(id + ".jpg");
  }
}
