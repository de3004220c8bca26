package dev.sightline.indexer.pipeline;

import dev.sightline.indexer.walk.SidecarPaths;
import dev.sightline.library.image.IndexedFile;
import java.util.List;
import java.util.Optional;

/// A file on its way through an index run, and what the library knew about it before.
///
/// @param file the file as the walk found it
/// @param nearby where its sidecars are
/// @param companions raw files that are stored as part of this image
/// @param previousId content id under which the library has the file; empty for a new file
/// @param onlyBeside whether only the sidecars have changed, not the file itself
public record PendingFile(
    IndexedFile file,
    SidecarPaths nearby,
    List<PendingFile> companions,
    Optional<String> previousId,
    boolean onlyBeside) {
  public PendingFile {
    companions = List.copyOf(companions);
  }

  /// The same pending file with the file's present stamp and annotations.
  public PendingFile with(IndexedFile now) {
    return new PendingFile(now, nearby, companions, previousId, onlyBeside);
  }
}
