package dev.sightline.indexer.walk;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Where file systems are mounted, and on which device folders lie, at one moment.
public interface Mounts {
  /// Whether a file system is mounted at a folder. An automounter that waits for its disk does not
  /// count.
  boolean isMountPoint(Path folder);

  /// The device that a folder lies on, in the words of
  /// [dev.sightline.library.image.FileAttributes]; empty when the folder is not there or the system
  /// does not tell.
  Optional<String> device(Path folder);

  /// The mount points below a folder, as far as the system lists them.
  Set<Path> below(Path folder);
}
