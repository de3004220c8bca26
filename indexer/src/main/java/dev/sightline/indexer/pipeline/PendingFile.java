package dev.sightline.indexer.pipeline;

import dev.sightline.indexer.walk.SidecarPaths;
import dev.sightline.library.image.IndexedFile;
import java.util.List;
import java.util.Optional;

/// A file on its way through an index run, and what the library knew about it before.
///
/// @param file the file as the walk found it
/// @param sidecars paths of the sidecars that describe it
/// @param companions raw files that are stored as part of this image
/// @param previousId content id under which the library has the file; empty for a new file
/// @param onlySidecars whether only the sidecars have changed, not the file itself
public record PendingFile(
    IndexedFile file,
    SidecarPaths sidecars,
    List<PendingFile> companions,
    Optional<String> previousId,
    boolean onlySidecars) {
  /// Copies the list.
  public PendingFile {
    companions = List.copyOf(companions);
  }

  /// A file without sidecars and companions.
  public static PendingFile of(IndexedFile file, Optional<String> previousId) {
    return new PendingFile(file, SidecarPaths.NOTHING, List.of(), previousId, false);
  }

  /// The same pending file with the file's present stamp and annotations.
  public PendingFile with(IndexedFile now) {
    return new PendingFile(now, sidecars, companions, previousId, onlySidecars);
  }
}
