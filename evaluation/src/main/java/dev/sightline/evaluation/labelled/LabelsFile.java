package dev.sightline.evaluation.labelled;

import dev.sightline.evaluation.labelled.LabelledFiles.LabelledFile;
import dev.sightline.evaluation.metrics.EvaluationException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// A file of lines `file TAB label`, in UTF-8. Empty lines and lines that begin with `#` are passed
/// over; a file may have one label only.
final class LabelsFile {
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private LabelsFile() {}

  static LabelledFiles read(Path tsv) throws IOException {
    Map<Path, String> labels = new LinkedHashMap<>();
    int number = 0;
    for (String line : lines(tsv)) {
      number++;
      String text =
          line.startsWith(BYTE_ORDER_MARK) ? line.substring(BYTE_ORDER_MARK.length()) : line;
      if (!text.isBlank() && !text.startsWith("#")) {
        put(tsv, number, text, labels);
      }
    }
    List<String> classes = List.copyOf(new TreeSet<>(labels.values()));
    var files = new ArrayList<LabelledFile>();
    labels.forEach((file, label) -> files.add(new LabelledFile(file, classes.indexOf(label))));
    return new LabelledFiles(tsv, classes, files);
  }

  private static List<String> lines(Path tsv) throws IOException {
    try {
      return Files.readAllLines(tsv);
    } catch (CharacterCodingException e) {
      throw new EvaluationException("%s is not UTF-8: save it as such.".formatted(tsv));
    }
  }

  private static void put(Path tsv, int number, String line, Map<Path, String> labels) {
    int tab = line.indexOf('\t');
    String label = tab < 1 ? "" : line.substring(tab + 1).replace('_', ' ').strip();
    if (label.isEmpty()) {
      throw new EvaluationException(
          "%s, line %d: expected a file, a tab and a label, read '%s'."
              .formatted(tsv, number, line));
    }
    Path file = file(tsv, number, line.substring(0, tab));
    String before = labels.putIfAbsent(file, label);
    if (before != null && !before.equals(label)) {
      throw new EvaluationException(
          "%s, line %d: %s is labelled '%s' here and '%s' before; a picture has one label."
              .formatted(tsv, number, file, label, before));
    }
  }

  private static Path file(Path tsv, int number, String name) {
    try {
      Path file = tsv.toAbsolutePath().resolveSibling(name).normalize();
      if (Files.isRegularFile(file)) {
        return file;
      }
      throw new EvaluationException(
          "%s, line %d: there is no file %s.".formatted(tsv, number, file));
    } catch (InvalidPathException e) {
      throw new EvaluationException(
          "%s, line %d: '%s' is no file name.".formatted(tsv, number, name));
    }
  }
}
