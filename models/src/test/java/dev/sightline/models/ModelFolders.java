package dev.sightline.models;

import dev.sightline.testkit.Project;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/// Copies of fixtures that tests may change.
public final class ModelFolders {
  private ModelFolders() {}

  /// Copies a fixture, without its cache.
  public static Path copy(String fixture, Path folder) throws IOException {
    Path source = Project.modelFixture(fixture);
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path copy = folder.resolve(source.relativize(file).toString());
            if (!copy.startsWith(folder.resolve(".sightline"))) {
              Files.createDirectories(copy.getParent());
              Files.copy(file, copy);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return folder;
  }

  /// Replaces text in a file of a copy; fails where there is nothing to replace.
  public static void replace(Path file, String old, String replacement) throws IOException {
    String text = Files.readString(file);
    if (!text.contains(old)) {
      throw new IllegalArgumentException(file + " does not contain " + old);
    }
    Files.writeString(file, text.replace(old, replacement));
  }
}
