package dev.sightline.library.image;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Converts paths to the text that libraries store, and back on any operating system. On another
/// system the paths of a library do not exist, but they must still be shown, compared, stored
/// unchanged, and mapped to other folders.
///
/// - A Windows path (`C:\Photos\a.jpg`, `\
/// as\photos\a.jpg`) under Linux or macOS is a [Path] of one name: it prints unchanged and never
/// exists as a file.
/// - A path of Linux or macOS under Windows has backslashes instead of slashes, and characters that
///   Windows does not allow are moved to U+F000 and up, as in Cygwin and WSL; [#text] reverses
///   both.
public final class StoredPath {
  private static final boolean ON_WINDOWS = java.io.File.separatorChar == '\\';
  private static final Pattern WINDOWS =
      Pattern.compile("(?:[A-Za-z]:[\\\\/]|\\\\\\\\).*", Pattern.DOTALL);
  private static final String REFUSED_BY_WINDOWS = "<>:\"|?*\\";
  private static final char MOVED = '\uf000';

  private StoredPath() {}

  /// The path of a stored text.
  ///
  /// @throws java.nio.file.InvalidPathException if no system has such a path
  public static Path read(String text) {
    return Path.of(ON_WINDOWS && !isWindows(text) ? toWindows(text) : text);
  }

  /// The text that a library stores for a path.
  public static String text(Path path) {
    String text = path.toString();
    return ON_WINDOWS && !isWindows(text) ? fromWindows(text) : text;
  }

  /// The prefix of the texts of all paths below a folder, and of no others.
  public static String textBelow(Path folder) {
    String text = text(folder);
    String separator = isWindows(text) ? "\\" : "/";
    return text.endsWith(separator) ? text : text + separator;
  }

  static String toWindows(String text) {
    return eachLetter(
        text, c -> c == '/' ? '\\' : REFUSED_BY_WINDOWS.indexOf(c) < 0 ? c : c + MOVED);
  }

  static String fromWindows(String text) {
    return eachLetter(
        text,
        c ->
            c == '\\'
                ? '/'
                : c > MOVED && REFUSED_BY_WINDOWS.indexOf(c - MOVED) >= 0 ? c - MOVED : c);
  }

  private static String eachLetter(String text, IntUnaryOperator change) {
    var turned = new StringBuilder(text.length());
    text.chars().map(change).forEach(c -> turned.append((char) c));
    return turned.toString();
  }

  private static boolean isWindows(String text) {
    return WINDOWS.matcher(text).matches();
  }

  /// Whether a path is absolute, on this system or on another.
  public static boolean isAbsolute(Path path) {
    String text = text(path);
    return path.isAbsolute() || text.startsWith("/") || isWindows(text);
  }

  /// The stored text of a folder below another one.
  ///
  /// @param names separated by slashes or backslashes
  public static String below(Path folder, String names) {
    String top = text(folder);
    String separator = isWindows(top) ? "\\" : "/";
    String inner =
        Arrays.stream(names.split("[/\\\\]+"))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.joining(separator));
    return top.endsWith(separator) ? top + inner : top + separator + inner;
  }

  /// The path of a folder relative to another one, with slashes; empty when it is that folder or
  /// does not lie below it.
  ///
  /// @param folder as stored
  public static Optional<String> namesBelow(Path top, String folder) {
    List<String> above = comparable(text(top));
    List<String> names = names(folder);
    boolean below =
        names.size() > above.size()
            && isWindows(folder) == isWindows(text(top))
            && comparable(folder).subList(0, above.size()).equals(above);
    return below
        ? Optional.of(String.join("/", names.subList(above.size(), names.size())))
        : Optional.empty();
  }

  /// The parent folder of a path of any system, as text; empty where there is none.
  public static String folder(Path path) {
    String text = text(path);
    int end = Math.max(text.lastIndexOf('/'), isWindows(text) ? text.lastIndexOf('\\') : -1);
    return end < 0 ? "" : text.substring(0, end);
  }

  /// The last name of a path of any system.
  public static String fileName(Path path) {
    List<String> names = names(text(path));
    return names.isEmpty() ? "" : names.getLast();
  }

  /// Whether a path is a folder or lies below it. Windows paths compare without regard to case.
  public static boolean liesUnder(Path path, Path folder) {
    if (path.isAbsolute() && folder.isAbsolute()) {
      return path.startsWith(folder);
    }
    String text = text(path);
    String above = text(folder);
    if (isWindows(text) != isWindows(above)) {
      return false;
    }
    List<String> names = comparable(text);
    List<String> start = comparable(above);
    return names.size() >= start.size() && names.subList(0, start.size()).equals(start);
  }

  /// Replaces the folder at the start of a path by another one, perhaps of another system.
  ///
  /// @param path [#liesUnder] `from`
  public static Path moved(Path path, Path from, Path to) {
    List<String> names = names(text(path));
    List<String> rest = names.subList(names(text(from)).size(), names.size());
    String target = text(to);
    String separator = isWindows(target) ? "\\" : "/";
    String joined = String.join(separator, rest);
    return read(
        rest.isEmpty() || target.endsWith(separator)
            ? target + joined
            : target + separator + joined);
  }

  private static List<String> comparable(String text) {
    List<String> names = names(text);
    return isWindows(text)
        ? names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList()
        : names;
  }

  private static List<String> names(String text) {
    return Arrays.stream(text.split(isWindows(text) ? "[\\\\/]+" : "/+"))
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
