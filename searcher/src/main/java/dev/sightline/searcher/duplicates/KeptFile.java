package dev.sightline.searcher.duplicates;

import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import java.util.Comparator;
import java.util.List;

/// Which of several files with the same bytes is the best to keep: the one that was changed the
/// longest ago, which a copy mostly was not; then the one with the shortest path.
final class KeptFile {
  private static final Comparator<IndexedFile> BEST_FIRST =
      Comparator.comparingLong(IndexedFile::modifiedMillis)
          .thenComparingInt(file -> file.path().toString().length())
          .thenComparing(IndexedFile::path);

  private KeptFile() {}

  static IndexedFile of(IndexedImage image) {
    return bestFirst(image).getFirst();
  }

  static List<IndexedFile> bestFirst(IndexedImage image) {
    return image.files().stream().sorted(BEST_FIRST).toList();
  }
}
