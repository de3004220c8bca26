package dev.sightline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The sample photos, as their manifest `sample-data/captions.tsv` lists them.
public final class SamplePhotos {
  private SamplePhotos() {}

  /// The paths of all sample photos, relative to their folder, each once, in the order of the
  /// manifest.
  public static List<String> names() {
    try (var lines = Files.lines(Project.samplePhotos().resolve("captions.tsv"))) {
      return lines
          .filter(line -> !line.isBlank())
          .map(line -> line.substring(0, line.indexOf('\t')))
          .filter(name -> !name.equals("file"))
          .distinct()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How many sample photos there are.
  public static int count() {
    return names().size();
  }

  /// How many sample photos are in a folder, such as `animals`.
  public static int count(String folder) {
    return (int) names().stream().filter(name -> name.startsWith(folder + "/")).count();
  }

  /// The file of a sample photo.
  ///
  /// @param name relative path, such as `animals/cow.jpg`
  public static Path file(String name) {
    return Project.samplePhotos().resolve(name);
  }
}
