package dev.sightline.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Gives a process the lowest priority for processor and disk, with `renice` and `ionice` of the
/// system. Java's thread priorities have no effect on most systems.
public final class LowPriority {
  private static final long PATIENCE_SECONDS = 10;

  private LowPriority() {}

  /// Lowers the priority of this process.
  ///
  /// @return what was done, one line for each step
  public static List<String> ofThisProcess() {
    return of(ProcessHandle.current().pid());
  }

  /// Lowers the priority of a process with all of its threads. Threads that it starts later inherit
  /// it.
  static List<String> of(long process) {
    var done = new ArrayList<String>();
    List<String> threads = threads(process);
    done.add(run("processor", command(List.of("renice", "-n", "19", "-p"), threads)));
    if (Files.isDirectory(Path.of("/proc/self/task"))) {
      done.add(run("disk", command(List.of("ionice", "-c", "3", "-p"), threads)));
    }
    return done;
  }

  /// Linux has a priority for each thread; other systems have one for the process.
  private static List<String> threads(long process) {
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(process), "task"))) {
      return tasks.map(it -> it.getFileName().toString()).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of(Long.toString(process));
    }
  }

  private static List<String> command(List<String> tool, List<String> threads) {
    return Stream.concat(tool.stream(), threads.stream()).toList();
  }

  private static String run(String what, List<String> command) {
    String tool = command.getFirst();
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "priority of the %s: %s did not end".formatted(what, tool);
      }
      return process.exitValue() == 0
          ? "priority of the %s: lowest, by %s".formatted(what, tool)
          : "priority of the %s: %s could not lower all threads (exit %d)"
              .formatted(what, tool, process.exitValue());
    } catch (IOException e) {
      return "priority of the %s: as it was, there is no %s here".formatted(what, tool);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "priority of the %s: interrupted".formatted(what);
    }
  }
}
