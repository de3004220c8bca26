package dev.sightline.models.store;

import dev.sightline.models.store.catalogue.StoreException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Operations on whole folders. Links are never followed.
final class FolderTree {
  private FolderTree() {}

  /// The entries of a folder, sorted by name; empty if it does not exist.
  ///
  /// @throws StoreException if it cannot be read
  static List<Path> entries(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw StoreException.unreadable(folder.toString(), folder, e);
    }
  }

  /// The bytes of all files below a folder.
  ///
  /// @throws StoreException if it cannot be read
  static long bytes(Path folder) {
    var bytes = new AtomicLong();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              bytes.addAndGet(attributes.size());
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw StoreException.unreadable(folder.toString(), folder, e);
    }
    return bytes.get();
  }

  /// Deletes a file, a link, or a folder with its content. Does nothing if it does not exist.
  ///
  /// @return the bytes that were freed
  /// @throws StoreException if something cannot be deleted
  static long delete(Path path) {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return 0;
    }
    var bytes = new AtomicLong();
    try {
      Files.walkFileTree(
          path,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              bytes.addAndGet(attributes.size());
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed)
                throws IOException {
              if (failed != null) {
                throw failed;
              }
              Files.delete(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw StoreException.undeletable(path, e);
    }
    return bytes.get();
  }
}
