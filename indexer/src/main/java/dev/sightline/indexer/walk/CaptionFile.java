package dev.sightline.indexer.walk;

import dev.sightline.images.metadata.CaptionLines;
import dev.sightline.library.schema.WordAnalysis;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A `captions.tsv` that a walk has found: captions of the files below its folder.
final class CaptionFile {
  private static final int MOST_LINES_TOLD = 3;

  private final Path folder;
  private final Map<Path, List<String>> captions = new HashMap<>();

  private CaptionFile(Path folder) {
    this.folder = folder;
  }

  /// Reads a caption file. Invalid lines are reported to the visitor; the others are used.
  ///
  /// @param folder folder of the file
  static CaptionFile read(Path folder, Path file, FolderWalk.Visitor visitor) {
    var read = new CaptionFile(folder);
    try {
      CaptionLines lines = CaptionLines.read(file);
      lines.captions().forEach(line -> read.add(line, file, visitor));
      if (!lines.malformed().isEmpty()) {
        visitor.unreadable(file, malformed(lines.malformed()));
      }
    } catch (CharacterCodingException e) {
      visitor.unreadable(file, "it is not UTF-8 text; its captions are left out");
    } catch (IOException e) {
      visitor.unreadable(file, "its captions cannot be read: " + e.getMessage());
    }
    return read;
  }

  private void add(CaptionLines.Caption line, Path file, FolderWalk.Visitor visitor) {
    try {
      Path image = folder.resolve(line.file()).normalize();
      captions.computeIfAbsent(composed(image), _ -> new ArrayList<>()).add(line.text());
    } catch (InvalidPathException e) {
      visitor.unreadable(file, "line %d names no file: %s".formatted(line.line(), line.file()));
    }
  }

  private static String malformed(List<CaptionLines.Malformed> lines) {
    String numbers =
        lines.stream()
            .limit(MOST_LINES_TOLD)
            .map(line -> Integer.toString(line.line()))
            .collect(Collectors.joining(", "));
    return "a line is a file, a tab and a caption; %,d are not, such as line %s"
        .formatted(lines.size(), numbers);
  }

  /// Whether a folder is this file's own or lies below it.
  boolean reaches(Path other) {
    return other.startsWith(folder);
  }

  /// The captions of a file, in the order of the lines.
  List<String> of(Path image) {
    return captions.getOrDefault(composed(image), List.of());
  }

  /// The Unicode form of a name may differ between the file system and the caption file.
  private static Path composed(Path path) {
    return Path.of(WordAnalysis.composed(path.toString()));
  }
}
