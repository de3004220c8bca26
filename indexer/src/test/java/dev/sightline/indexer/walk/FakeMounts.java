package dev.sightline.indexer.walk;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Mounts that a test sets.
public final class FakeMounts implements Mounts {
  private final Mounts real = SystemMounts.now();
  private final Set<Path> points = new HashSet<>();
  private final Map<Path, String> devices = new HashMap<>();

  public void mount(Path folder) {
    points.add(folder);
  }

  public void unmount(Path folder) {
    points.remove(folder);
  }

  /// Says on which device a folder lies, in hexadecimal digits.
  void device(Path folder, String device) {
    devices.put(folder, device);
  }

  @Override
  public boolean isMountPoint(Path folder) {
    return points.contains(folder);
  }

  @Override
  public Optional<String> device(Path folder) {
    String device = devices.get(folder);
    return device == null ? real.device(folder) : Optional.of(device);
  }

  @Override
  public Set<Path> below(Path folder) {
    return points.stream().filter(it -> it.startsWith(folder)).collect(Collectors.toSet());
  }
}
