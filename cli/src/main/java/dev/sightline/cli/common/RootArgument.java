package dev.sightline.cli.common;

import dev.sightline.library.LibraryRoot;
import dev.sightline.library.LibraryState;
import dev.sightline.library.image.StoredPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds the root of a library that an argument names: as the library records it, relative to the
/// working directory, or through a link. Roots of another system are named as they are printed.
public final class RootArgument {
  private RootArgument() {}

  /// The first interpretation of an argument that is a root.
  public static Optional<Path> find(Path argument, Predicate<Path> fits) {
    return readings(argument).stream().filter(fits).findFirst();
  }

  /// Interpretations of an argument, the most likely first.
  public static List<Path> readings(Path argument) {
    var readings = new ArrayList<Path>();
    if (StoredPath.isAbsolute(argument)) {
      readings.add(argument.normalize());
    }
    readings.add(argument.toAbsolutePath().normalize());
    try {
      readings.add(argument.toRealPath());
    } catch (IOException e) {
      // the folder may be gone: roots are forgotten for that
    }
    return readings;
  }

  /// An error that names the roots of the library.
  public static UsageException notARoot(Path argument, LibraryState state, Path library) {
    if (state.roots().isEmpty()) {
      return new UsageException(
          "The library in %s has no folders, and no images in %s."
              .formatted(Console.visible(library), Console.visible(argument)));
    }
    return new UsageException(
        "%s is no folder of the library in %s. Its folders are: %s."
            .formatted(Console.visible(argument), Console.visible(library), names(state.roots())));
  }

  private static String names(List<LibraryRoot> roots) {
    return String.join(", ", roots.stream().map(root -> Console.visible(root.folder())).toList());
  }
}
