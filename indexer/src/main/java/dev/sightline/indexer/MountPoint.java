package dev.sightline.indexer;

import dev.sightline.library.KnownFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells a folder that somebody has emptied from one over which a disk was mounted: what was known
/// of it lay on another device than the empty folder lies on now.
final class MountPoint {
  /// How Unix systems name a file: `(dev=fd01,ino=1234)`. Others name no device.
  private static final Pattern DEVICE = Pattern.compile("\\(dev=([0-9a-f]+),.*");

  private MountPoint() {}

  /// Whether a root is an empty folder, and its photos lay on another disk.
  ///
  /// @param known asked for files below the root that were not looked up
  static boolean lacksItsDisk(Path root, KnownFiles known) {
    Optional<String> here = isEmpty(root) ? deviceOf(root) : Optional.empty();
    if (here.isEmpty()) {
      return false;
    }
    var elsewhere = new boolean[1];
    known.forEachUnseenAt(
        root,
        true,
        file ->
            elsewhere[0] |=
                device(file.file().fileKey()).filter(it -> !it.equals(here.get())).isPresent());
    return elsewhere[0];
  }

  private static boolean isEmpty(Path folder) {
    try (var entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    } catch (IOException e) {
      return false; // the walk tells what is wrong with it
    }
  }

  private static Optional<String> deviceOf(Path folder) {
    try {
      var attributes = Files.readAttributes(folder, BasicFileAttributes.class);
      return device(Objects.toString(attributes.fileKey(), ""));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> device(String fileKey) {
    Matcher device = DEVICE.matcher(fileKey);
    return device.matches() ? Optional.of(device.group(1)) : Optional.empty();
  }
}
