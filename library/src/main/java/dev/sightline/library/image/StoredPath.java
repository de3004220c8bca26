package dev.sightline.library.image;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How a path is written in a library, and read again under any system. A library is carried from
/// one system to another, where its paths lead nowhere but must still be shown, compared, written
/// back letter by letter, and re-rooted.
///
/// - A Windows path (`C:\Photos\a.jpg`, `\\nas\photos\a.jpg`) under Linux or macOS is a [Path] of
///   one name: it prints as it was and is never a file that is there.
/// - A path of Linux or macOS under Windows has its slashes turned, and characters that Windows
///   refuses moved to U+F000 and up, as Cygwin and WSL do; [#text] undoes both.
public final class StoredPath {
  private static final boolean ON_WINDOWS = java.io.File.separatorChar == '\\';
  private static final Pattern WINDOWS =
      Pattern.compile("(?:[A-Za-z]:[\\\\/]|\\\\\\\\).*", Pattern.DOTALL);
  private static final String REFUSED_BY_WINDOWS = "<>:\"|?*\\";
  private static final char MOVED = '\uf000';

  private StoredPath() {}

  /// The path that a library wrote as this text.
  ///
  /// @throws java.nio.file.InvalidPathException if no system has such a path
  public static Path read(String text) {
    return Path.of(ON_WINDOWS && !isWindows(text) ? toWindows(text) : text);
  }

  /// What a library writes for a path.
  public static String text(Path path) {
    String text = path.toString();
    return ON_WINDOWS && !isWindows(text) ? fromWindows(text) : text;
  }

  /// What the text of every path below a folder begins with, and of no other.
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

  /// Whether a path leads from the top of a disk, of this system or of another.
  public static boolean isAbsolute(Path path) {
    String text = text(path);
    return path.isAbsolute() || text.startsWith("/") || isWindows(text);
  }

  /// A folder below another one, as text as a library writes it.
  ///
  /// @param names with slashes or backslashes between them
  public static String below(Path folder, String names) {
    String top = text(folder);
    String separator = isWindows(top) ? "\\" : "/";
    String inner =
        Arrays.stream(names.split("[/\\\\]+"))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.joining(separator));
    return top.endsWith(separator) ? top + inner : top + separator + inner;
  }

  /// The names of a folder from another one on, with slashes between them; empty when it is that
  /// folder or does not lie below it.
  ///
  /// @param folder as a library writes it
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

  /// The folder that a path lies in, as text, of whatever system; empty where there is none.
  public static String folder(Path path) {
    String text = text(path);
    int end = Math.max(text.lastIndexOf('/'), isWindows(text) ? text.lastIndexOf('\\') : -1);
    return end < 0 ? "" : text.substring(0, end);
  }

  /// The last name of a path, of whatever system.
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

  /// Where a path below a folder lies once that folder is another, perhaps of another system.
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
