package dev.sightline.library;

import dev.sightline.library.lucene.LibraryWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A separate process that opens a library for writing, prints a line, and holds the lock until it
/// is killed.
final class HoldingProgram {
  private HoldingProgram() {}

  /// Starts the program and waits until it holds the library.
  static Process start(Path folder) throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HoldingProgram.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var said = process.inputReader(StandardCharsets.UTF_8).readLine();
    if (!"holding".equals(said)) {
      process.destroyForcibly();
      throw new IOException("the program did not open the library, it said " + said);
    }
    return process;
  }

  static void main(String[] arguments) throws IOException {
    try (var writer = LibraryWriter.open(Path.of(arguments[0]), Examples.MODEL)) {
      writer.put(Examples.image("uncommitted", "/b.jpg"), Examples.vector(1));
      IO.println("holding");
      int end = System.in.read(); // nothing is ever written: waits to be killed
      IO.println("ended with " + end);
    }
  }
}
