package dev.sightline.library.lucene;

import dev.sightline.base.files.AtomicFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The thumbnails of a library, one file per image, named by the id of the image. They are made
/// once and copied with the library, and they are never outdated, because a changed image has
/// another id.
public final class ThumbnailFolder {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{4,64}");
  private static final String ENDING = ".jpg";
  private static final short START_OF_IMAGE = (short) 0xffd8;
  private static final short END_OF_IMAGE = (short) 0xffd9;

  private final Path folder;
  private final boolean readOnly;

  /// Opens a folder.
  ///
  /// @param folder the thumbnail folder of a library, created with the first thumbnail
  public ThumbnailFolder(Path folder) {
    this(folder, false);
  }

  private ThumbnailFolder(Path folder, boolean readOnly) {
    this.folder = folder;
    this.readOnly = readOnly;
  }

  /// Opens a folder read-only: [#write] does nothing.
  public static ThumbnailFolder readOnly(Path folder) {
    return new ThumbnailFolder(folder, true);
  }

  /// Whether an image has a thumbnail.
  public boolean has(String id) {
    return ID.matcher(id).matches() && Files.exists(file(id));
  }

  /// Whether an image has a complete thumbnail, which begins and ends as a JPEG does.
  ///
  /// @throws IOException if it cannot be read
  public boolean isWhole(String id) throws IOException {
    if (!has(id)) {
      return false;
    }
    try (var file = FileChannel.open(file(id))) {
      return file.size() >= 4
          && shortAt(file, 0) == START_OF_IMAGE
          && shortAt(file, file.size() - 2) == END_OF_IMAGE;
    }
  }

  private static short shortAt(FileChannel file, long position) throws IOException {
    var two = ByteBuffer.allocate(2);
    file.read(two, position);
    return two.getShort(0);
  }

  /// Visits the id of every thumbnail, in no order.
  ///
  /// @throws IOException if the folder cannot be read
  public void forEach(Consumer<String> visitor) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var inner = Files.newDirectoryStream(folder, "[0-9a-f][0-9a-f]")) {
      for (Path two : inner) {
        try (var files = Files.newDirectoryStream(two, "*" + ENDING)) {
          for (Path file : files) {
            String name = file.getFileName().toString();
            String id = name.substring(0, name.length() - ENDING.length());
            if (ID.matcher(id).matches() && file.equals(file(id))) {
              visitor.accept(id);
            }
          }
        }
      }
    }
  }

  /// Copies every thumbnail that another folder lacks.
  ///
  /// @throws IOException if one cannot be read or written
  public void copyMissing(ThumbnailFolder to) throws IOException {
    var missing = new ArrayList<String>();
    forEach(
        id -> {
          if (!to.has(id)) {
            missing.add(id);
          }
        });
    for (String id : missing) {
      to.write(id, Files.readAllBytes(file(id)));
    }
  }

  /// Deletes the thumbnail of an image, if there is one.
  ///
  /// @throws IOException if it cannot be deleted
  public void delete(String id) throws IOException {
    Files.deleteIfExists(file(id));
  }

  /// The JPEG of an image, if it exists.
  ///
  /// @throws IOException if it exists and cannot be read
  public Optional<byte[]> read(String id) throws IOException {
    Path file = file(id);
    return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  /// Writes the JPEG of an image, all or nothing; does nothing when it is read-only.
  ///
  /// @throws IOException if it cannot be written
  public void write(String id, byte[] jpeg) throws IOException {
    if (readOnly) {
      return;
    }
    AtomicFiles.write(file(id), jpeg);
  }

  /// One folder per first two digits, so that no folder has a million files.
  private Path file(String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not an image id: " + id);
    }
    return folder.resolve(id.substring(0, 2)).resolve(id + ENDING);
  }
}
