package dev.sightline.searcher.duplicates;

import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import java.util.List;

/// Files of which one is enough.
///
/// @param kind how they are the same
/// @param files best to keep first, at least two
/// @param reason why the first is the best to keep, in words
public record DuplicateGroup(DuplicateKind kind, List<Member> files, String reason) {
  /// Copies the list and checks that there is something to choose from.
  public DuplicateGroup {
    files = List.copyOf(files);
    if (files.size() < 2) {
      throw new IllegalArgumentException("a group has at least two files, got " + files.size());
    }
  }

  /// One file of an image.
  ///
  /// @param image which it holds, perhaps with others
  /// @param file where it lies
  public record Member(IndexedImage image, IndexedFile file) {}

  /// The file that is best to keep.
  public Member best() {
    return files.getFirst();
  }
}
