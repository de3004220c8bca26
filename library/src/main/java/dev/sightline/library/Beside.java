package dev.sightline.library;

import java.nio.file.Path;
import java.util.List;

/// What lies beside a file and belongs to it.
///
/// @param stamp changes when any of it does; empty when there is nothing. A run compares it, and
///     reads what lies beside the file only when it differs
/// @param annotations what sidecars and caption files say of this file
/// @param companions files that are shown as part of this one, such as a camera's raw file beside
///     the JPEG of the same name; absolute
/// @param annotationsIgnored whether nothing written about the picture counts, in its own file
///     neither
public record Beside(
    String stamp, Annotations annotations, List<Path> companions, boolean annotationsIgnored) {
  /// Nothing lies beside the file.
  public static final Beside NOTHING = new Beside("", Annotations.NONE, List.of(), false);

  /// Copies the list.
  public Beside {
    companions = List.copyOf(companions);
  }

  /// The same with what was read.
  public Beside withAnnotations(Annotations read) {
    return new Beside(stamp, read, companions, annotationsIgnored);
  }
}
