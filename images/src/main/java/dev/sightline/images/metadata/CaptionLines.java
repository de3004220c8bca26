package dev.sightline.images.metadata;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The lines of a caption file: the path of an image relative to the folder of the caption file, a
/// tab, and the caption. An image may have several lines. Empty lines and lines that begin with `#`
/// are ignored. UTF-8, with or without a byte order mark.
///
/// @param captions the valid lines, in order
/// @param malformed the other lines, in order
public record CaptionLines(List<Caption> captions, List<Malformed> malformed) {
  /// The name of caption files.
  public static final String FILE_NAME = "captions.tsv";

  private static final String BYTE_ORDER_MARK = "\ufeff";

  /// One caption.
  ///
  /// @param line its number, from 1
  /// @param file as written
  /// @param text without blanks around it, not empty
  public record Caption(int line, String file, String text) {}

  /// A line without a tab, a file or a caption.
  ///
  /// @param line its number, from 1
  /// @param text the line
  public record Malformed(int line, String text) {}

  /// Copies the lists.
  public CaptionLines {
    captions = List.copyOf(captions);
    malformed = List.copyOf(malformed);
  }

  /// Reads a caption file.
  ///
  /// @throws CharacterCodingException if it is not UTF-8
  /// @throws IOException if it cannot be read
  public static CaptionLines read(Path tsv) throws IOException {
    var captions = new ArrayList<Caption>();
    var malformed = new ArrayList<Malformed>();
    int number = 0;
    for (String line : Files.readAllLines(tsv)) {
      number++;
      if (number == 1 && line.startsWith(BYTE_ORDER_MARK)) {
        line = line.substring(BYTE_ORDER_MARK.length());
      }
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int tab = line.indexOf('\t');
      if (tab < 1 || line.substring(tab + 1).isBlank()) {
        malformed.add(new Malformed(number, line));
      } else {
        captions.add(new Caption(number, line.substring(0, tab), line.substring(tab + 1).strip()));
      }
    }
    return new CaptionLines(captions, malformed);
  }
}
