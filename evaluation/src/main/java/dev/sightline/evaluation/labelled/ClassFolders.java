package dev.sightline.evaluation.labelled;

import dev.sightline.evaluation.labelled.LabelledFiles.LabelledFile;
import dev.sightline.images.ImageFormats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A folder of class folders. Hidden folders and files are passed over; pictures may lie in folders
/// below their class's.
final class ClassFolders {
  private ClassFolders() {}

  static List<Path> in(Path source) throws IOException {
    try (Stream<Path> all = Files.list(source)) {
      return all.filter(Files::isDirectory).filter(it -> !isHidden(it)).sorted().toList();
    }
  }

  static LabelledFiles read(Path source) throws IOException {
    List<Path> folders = in(source);
    var files = new ArrayList<LabelledFile>();
    for (int label = 0; label < folders.size(); label++) {
      for (Path picture : pictures(folders.get(label))) {
        files.add(new LabelledFile(picture, label));
      }
    }
    return new LabelledFiles(source, folders.stream().map(ClassFolders::name).toList(), files);
  }

  /// The class that a folder is named after.
  static String name(Path folder) {
    return folder.getFileName().toString().replace('_', ' ').strip();
  }

  private static List<Path> pictures(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return all.filter(it -> isPicture(folder.relativize(it)))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isPicture(Path inside) {
    return ImageFormats.isReadableName(inside.toString())
        && IntStream.range(0, inside.getNameCount()).noneMatch(i -> isHidden(inside.getName(i)));
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }
}
