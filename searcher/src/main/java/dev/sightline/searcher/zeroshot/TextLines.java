package dev.sightline.searcher.zeroshot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Lines that say something, of a text in UTF-8: without those that are empty or begin with `#`.
final class TextLines {
  private TextLines() {}

  static List<String> ofFile(Path file) throws IOException {
    return of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
  }

  /// @param name of a file beside this class
  static List<String> ofResource(String name) {
    try (InputStream text = TextLines.class.getResourceAsStream(name)) {
      if (text == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return of(new String(text.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("a resource cannot be read: " + name, e);
    }
  }

  private static List<String> of(String text) {
    String withoutMark = text.startsWith("\ufeff") ? text.substring(1) : text;
    return withoutMark
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }
}
