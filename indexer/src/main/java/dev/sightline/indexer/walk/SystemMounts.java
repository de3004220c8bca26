package dev.sightline.indexer.walk;

import dev.sightline.library.image.FileAttributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The mounts of this machine. Linux lists them in `/proc/self/mountinfo`, bind mounts included. On
/// other systems a folder is a mount point when it is on another device than its parent. Windows
/// reports no devices, so no folder below a drive counts as a mount point there.
public final class SystemMounts implements Mounts {
  private static final Path MOUNT_INFO = Path.of("/proc/self/mountinfo");

  /// The file key of Unix systems: `(dev=fd01,ino=1234)`.
  private static final Pattern DEVICE = Pattern.compile("\\(dev=([0-9a-f]+),.*");

  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  private final Optional<Set<Path>> listed;

  private SystemMounts(Optional<Set<Path>> listed) {
    this.listed = listed;
  }

  /// Reads the present mounts.
  public static SystemMounts now() {
    return of(MOUNT_INFO);
  }

  /// Reads mounts from a file in the format of `/proc/self/mountinfo` (see `man 5 proc`).
  ///
  /// @param mountInfo need not exist
  static SystemMounts of(Path mountInfo) {
    try {
      var mounts = new HashSet<Path>();
      for (String line : Files.readAllLines(mountInfo, java.nio.charset.StandardCharsets.UTF_8)) {
        mountPoint(line).ifPresent(mounts::add);
      }
      return new SystemMounts(Optional.of(mounts));
    } catch (IOException e) {
      return new SystemMounts(Optional.empty());
    }
  }

  /// The fifth field is the mount point; the first one after a single dash is the type of the file
  /// system.
  private static Optional<Path> mountPoint(String line) {
    String[] fields = line.split(" ");
    int dash = java.util.Arrays.asList(fields).indexOf("-");
    if (dash < 6 || dash + 1 >= fields.length || fields[dash + 1].equals("autofs")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(unescaped(fields[4])));
    } catch (java.nio.file.InvalidPathException e) {
      return Optional.empty();
    }
  }

  /// Decodes spaces, tabs, line ends and backslashes, which are octal numbers.
  private static String unescaped(String field) {
    return OCTAL
        .matcher(field)
        .replaceAll(
            it ->
                Matcher.quoteReplacement(
                    Character.toString((char) Integer.parseInt(it.group(1), 8))));
  }

  @Override
  public boolean isMountPoint(Path folder) {
    if (listed.isPresent()) {
      return listed.get().contains(folder);
    }
    Path parent = folder.getParent();
    if (parent == null || Files.isSymbolicLink(folder)) {
      return false;
    }
    Optional<String> above = device(parent);
    return above.isPresent() && device(folder).filter(it -> !it.equals(above.get())).isPresent();
  }

  @Override
  public Optional<String> device(Path folder) {
    try {
      return deviceOf(FileAttributes.read(folder).fileKey());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public Set<Path> below(Path folder) {
    return listed.orElse(Set.of()).stream()
        .filter(it -> it.startsWith(folder) && !it.equals(folder))
        .collect(Collectors.toSet());
  }

  /// The device in a file's key; empty where the system has none.
  static Optional<String> deviceOf(String fileKey) {
    Matcher device = DEVICE.matcher(fileKey);
    return device.matches() ? Optional.of(device.group(1)) : Optional.empty();
  }
}
