package dev.sightline.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Captions of images: one line a caption, the file, a tab, the caption; files relative to the
/// caption file's folder. A file may have several lines. Empty lines and lines that begin with `#`
/// are passed over.
///
/// @param byImage captions of each image, in the order of the file
public record Captions(Map<Path, List<String>> byImage) {
  /// Copies the map.
  public Captions {
    byImage = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byImage));
  }

  /// Reads a caption file.
  ///
  /// @throws IOException if it cannot be read
  /// @throws EvaluationException if a line is not of the form, or names a file that is not there;
  ///     the message names the line
  public static Captions read(Path tsv) throws IOException {
    var byImage = new LinkedHashMap<Path, List<String>>();
    List<String> lines = Files.readAllLines(tsv);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int tab = line.indexOf('\t');
      if (tab < 1 || line.substring(tab + 1).isBlank()) {
        throw new EvaluationException(
            "%s, line %d: expected a file, a tab and a caption, read '%s'."
                .formatted(tsv, i + 1, line));
      }
      Path image = tsv.toAbsolutePath().resolveSibling(line.substring(0, tab)).normalize();
      if (!Files.isRegularFile(image)) {
        throw new EvaluationException(
            "%s, line %d: there is no file %s.".formatted(tsv, i + 1, image));
      }
      byImage.computeIfAbsent(image, _ -> new ArrayList<>()).add(line.substring(tab + 1).strip());
    }
    if (byImage.isEmpty()) {
      throw new EvaluationException("%s holds no captions.".formatted(tsv));
    }
    return new Captions(byImage);
  }

  /// How many captions there are in all.
  public int count() {
    return byImage.values().stream().mapToInt(List::size).sum();
  }
}
