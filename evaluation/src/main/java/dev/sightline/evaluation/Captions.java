package dev.sightline.evaluation;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Captions of images: one line a caption, the file, a tab, the caption; files relative to the
/// caption file's folder. A file may have several lines. Empty lines and lines that begin with `#`
/// are passed over. UTF-8, with or without a byte order mark.
///
/// @param byImage captions of each image, in the order of the file
public record Captions(Map<Path, List<String>> byImage) {
  private static final String BYTE_ORDER_MARK = "\ufeff";

  /// Copies the map.
  public Captions {
    byImage = Collections.unmodifiableMap(new LinkedHashMap<>(byImage));
  }

  /// Reads a caption file.
  ///
  /// @throws IOException if it cannot be read
  /// @throws EvaluationException if it is not UTF-8, or a line is not of the form, or names a file
  ///     that is not there; the message names the line
  public static Captions read(Path tsv) throws IOException {
    var byImage = new LinkedHashMap<Path, List<String>>();
    List<String> lines = lines(tsv);
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
      Path image = image(tsv, i + 1, line.substring(0, tab));
      byImage.computeIfAbsent(image, _ -> new ArrayList<>()).add(line.substring(tab + 1).strip());
    }
    if (byImage.isEmpty()) {
      throw new EvaluationException("%s holds no captions.".formatted(tsv));
    }
    return new Captions(byImage);
  }

  private static List<String> lines(Path tsv) throws IOException {
    try {
      var lines = new ArrayList<>(Files.readAllLines(tsv));
      if (!lines.isEmpty() && lines.getFirst().startsWith(BYTE_ORDER_MARK)) {
        lines.set(0, lines.getFirst().substring(BYTE_ORDER_MARK.length()));
      }
      return lines;
    } catch (CharacterCodingException e) {
      throw new EvaluationException("%s is not UTF-8: save it as such.".formatted(tsv));
    }
  }

  private static Path image(Path tsv, int line, String name) {
    try {
      Path image = tsv.toAbsolutePath().resolveSibling(name).normalize();
      if (Files.isRegularFile(image)) {
        return image;
      }
      throw new EvaluationException(
          "%s, line %d: there is no file %s.".formatted(tsv, line, image));
    } catch (InvalidPathException e) {
      throw new EvaluationException(
          "%s, line %d: '%s' is no file name.".formatted(tsv, line, name));
    }
  }

  /// How many captions there are in all.
  public int count() {
    return byImage.values().stream().mapToInt(List::size).sum();
  }
}
