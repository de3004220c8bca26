package dev.sightline.searcher.retrieval;

import dev.sightline.library.LibraryRoot;
import dev.sightline.library.image.StoredPath;
import dev.sightline.searcher.query.Condition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Counts folders as `in:` reads them: from a root on, each with what lies in folders below it.
public final class FolderCounts {
  private final List<LibraryRoot> roots;
  private final Map<String, Long> counts = new HashMap<>();

  /// @param roots of the library: folders are named from them on
  public FolderCounts(List<LibraryRoot> roots) {
    this.roots = List.copyOf(roots);
  }

  /// Adds the images of one folder; those that lie in a root itself are in no folder.
  ///
  /// @param folder as a library writes it
  public void add(String folder, long images) {
    fromRoot(folder)
        .ifPresent(it -> withThoseAbove(it).forEach(at -> counts.merge(at, images, Long::sum)));
  }

  private Optional<String> fromRoot(String folder) {
    return roots.stream()
        .flatMap(root -> StoredPath.namesBelow(root.folder(), folder).stream())
        .max(Comparator.comparingInt(String::length).reversed());
  }

  private static List<String> withThoseAbove(String folder) {
    var all = new ArrayList<>(List.of(folder));
    for (int end = folder.lastIndexOf('/'); end > 0; end = folder.lastIndexOf('/', end - 1)) {
      all.add(folder.substring(0, end));
    }
    return all;
  }

  /// The facet `folder`, the most frequent first.
  ///
  /// @param values the most that are returned
  public Facets.Facet facet(int values) {
    return Facets.Facet.mostFrequent(
        "folder",
        counts,
        values,
        (folder, images) -> Facets.Value.of(folder, images, Condition.TextField.IN));
  }
}
