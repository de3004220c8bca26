package dev.sightline.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Where the benchmarks find and put things, and what this machine is.
final class Project {
  private static final Path ROOT =
      Path.of(System.getProperty("sightline.project", ".")).toAbsolutePath().normalize();

  private Project() {}

  static Path root() {
    return ROOT;
  }

  static Path bundledModel() {
    return ROOT.resolve("models/sightline-tiny");
  }

  static Path fullSizeModel() {
    return ROOT.resolve("benchmarks/models/vit-b-32");
  }

  static Path samples() {
    return ROOT.resolve("sample-data");
  }

  /// A folder that git ignores.
  static Path scratch(String name) throws IOException {
    return Files.createDirectories(ROOT.resolve("benchmarks/results/local").resolve(name));
  }

  /// Memory that this process holds, without pages of files, in MiB; 0 where the system does not
  /// tell.
  static long anonymousMebibytes() throws IOException {
    return status("RssAnon:");
  }

  /// Memory of this process that is really there, pages of files included, in MiB; 0 where the
  /// system does not tell.
  static long residentMebibytes() throws IOException {
    return status("VmRSS:");
  }

  private static long status(String name) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  /// The value that a share of all values stays below.
  static double percentile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
