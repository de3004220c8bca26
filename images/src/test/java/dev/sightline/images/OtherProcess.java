package dev.sightline.images;

import dev.sightline.testkit.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs a test's program in a JVM of its own, so that a crash ends that one alone, and so that its
/// standard error and its memory can be watched.
///
/// @param exit the exit code, or -1 if it had to be stopped
/// @param output what it printed
/// @param noise what it, or native code in it, printed to standard error
public record OtherProcess(int exit, String output, String noise) {

  /// @param folder for two scratch files
  /// @param heap options of that JVM
  public static OtherProcess run(
      Path folder, long minutes, List<String> heap, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    var output = folder.resolve("output");
    var noise = folder.resolve("noise");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(heap);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Dsightline.project=" + Project.root());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(noise.toFile())
            .start();
    boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
    process.destroyForcibly();
    return new OtherProcess(
        ended ? process.exitValue() : -1,
        Files.readString(output, StandardCharsets.UTF_8),
        Files.readString(noise, StandardCharsets.UTF_8));
  }
}
