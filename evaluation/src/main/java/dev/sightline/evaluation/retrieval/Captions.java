package dev.sightline.evaluation.retrieval;

import dev.sightline.evaluation.metrics.EvaluationException;
import dev.sightline.images.metadata.CaptionLines;
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

/// Captions of images, from a caption file ([CaptionLines]) that must be right in every line.
///
/// @param byImage captions of each image, in the order of the file
public record Captions(Map<Path, List<String>> byImage) {
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
    CaptionLines lines = lines(tsv);
    for (var line : lines.malformed()) {
      throw new EvaluationException(
          "%s, line %d: expected a file, a tab and a caption, read '%s'."
              .formatted(tsv, line.line(), line.text()));
    }
    for (var caption : lines.captions()) {
      Path image = image(tsv, caption.line(), caption.file());
      byImage.computeIfAbsent(image, _ -> new ArrayList<>()).add(caption.text());
    }
    if (byImage.isEmpty()) {
      throw new EvaluationException("%s holds no captions.".formatted(tsv));
    }
    return new Captions(byImage);
  }

  private static CaptionLines lines(Path tsv) throws IOException {
    try {
      return CaptionLines.read(tsv);
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
