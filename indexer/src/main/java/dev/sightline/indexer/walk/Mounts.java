package dev.sightline.indexer.walk;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// A snapshot of the mounted file systems and of the devices of folders.
public interface Mounts {
  /// Whether a file system is mounted at a folder. An automount point without its disk does not
  /// count.
  boolean isMountPoint(Path folder);

  /// The device of a folder, in the form of [dev.sightline.library.image.FileAttributes]; empty
  /// when the folder does not exist or the system does not report it.
  Optional<String> device(Path folder);

  /// The mount points below a folder, as far as the system reports them.
  Set<Path> below(Path folder);
}
