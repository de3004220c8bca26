package dev.sightline.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The resident memory of a process: now, and at some times after the first look.
final class MemoryOverTime {
  private static final List<Duration> TIMES =
      List.of(
          Duration.ZERO,
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10));

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Path status;
  private final long start = System.nanoTime();
  private final List<String> seen = new ArrayList<>();

  /// @param status of the process, as Linux writes it in `/proc`
  MemoryOverTime(Path status) {
    this.status = status;
  }

  /// Looks at the wanted times until one of [System#nanoTime].
  void watchUntil(long end) throws IOException, InterruptedException {
    boolean last = false;
    while (!last) {
      last = System.nanoTime() >= end;
      if (seen.size() < TIMES.size()
          && System.nanoTime() - start >= TIMES.get(seen.size()).toNanos()) {
        seen.add("%s after %d min".formatted(now(), TIMES.get(seen.size()).toMinutes()));
      }
      Thread.sleep(PAUSE);
    }
  }

  /// Mebibytes; a dash where the system does not tell.
  String now() throws IOException {
    if (!Files.exists(status)) {
      return "–";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> Long.toString(Long.parseLong(line.replaceAll("\\D", "")) / 1024))
        .findFirst()
        .orElse("–");
  }

  /// What was seen.
  String told() {
    return String.join(", ", seen);
  }
}
