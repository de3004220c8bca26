package dev.sightline.evaluation.labelled;

import dev.sightline.evaluation.metrics.EvaluationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Picture files with what each shows, before any is opened.
///
/// Two forms are read: a folder of class folders, each named after its class (`_` means a space),
/// and a file of lines `file TAB label`, files relative to it. A folder without class folders may
/// hold such a file under the name `labels.tsv`.
///
/// @param source the folder or file it was read from
/// @param classes names in the order of the alphabet, at least two
/// @param files at least one of each class
public record LabelledFiles(Path source, List<String> classes, List<LabelledFile> files) {
  /// The name that is looked for in a folder without class folders.
  public static final String LABELS = "labels.tsv";

  /// One picture file.
  ///
  /// @param file the picture
  /// @param label the index of its class
  public record LabelledFile(Path file, int label) {}

  /// Checks that there are classes to tell apart and pictures of each.
  ///
  /// @throws EvaluationException if not; the message names the class
  public LabelledFiles {
    classes = List.copyOf(classes);
    files = List.copyOf(files);
    requireClasses(source, classes);
    requirePictures(source, classes, files);
  }

  private static void requireClasses(Path source, List<String> classes) {
    if (classes.isEmpty()) {
      throw new EvaluationException(
          "%s holds no classes: make one folder of pictures a class, named after it."
              .formatted(source));
    }
    if (classes.size() == 1) {
      throw new EvaluationException(
          "%s holds one class, '%s'; at least two are needed to tell apart."
              .formatted(source, classes.getFirst()));
    }
    var names = new HashSet<String>();
    for (String name : classes) {
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        throw new EvaluationException(
            "%s holds the class '%s' twice, spelled differently: make it one."
                .formatted(source, name));
      }
    }
  }

  private static void requirePictures(Path source, List<String> classes, List<LabelledFile> files) {
    Set<Integer> seen = new HashSet<>();
    files.forEach(it -> seen.add(it.label()));
    for (int label = 0; label < classes.size(); label++) {
      if (!seen.contains(label)) {
        throw new EvaluationException(
            "The class '%s' of %s has no pictures: put some into its folder or remove it."
                .formatted(classes.get(label), source));
      }
    }
  }

  /// Reads either form.
  ///
  /// @throws EvaluationException if it is neither, or not complete; the message names what is wrong
  /// @throws IOException if it cannot be read
  public static LabelledFiles read(Path source) throws IOException {
    if (Files.isRegularFile(source)) {
      return LabelsFile.read(source);
    }
    if (!Files.isDirectory(source)) {
      throw new EvaluationException("There is no folder or file %s.".formatted(source));
    }
    Path inside = source.resolve(LABELS);
    if (ClassFolders.in(source).isEmpty() && Files.isRegularFile(inside)) {
      return LabelsFile.read(inside);
    }
    return ClassFolders.read(source);
  }
}
