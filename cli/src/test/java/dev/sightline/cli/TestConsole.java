package dev.sightline.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

/// Runs commands in this process and keeps what they print.
final class TestConsole {
  static final Path PROJECT =
      Path.of(System.getProperty("sightline.project", "..")).toAbsolutePath().normalize();

  private final Places places;
  private String out = "";
  private String err = "";

  /// @param home stands for the user's home: nothing outside it is written
  TestConsole(Path home) {
    this.places =
        new Places(
            home.resolve("data/default"),
            List.of(home.resolve("data/models"), PROJECT.resolve("models")),
            home.resolve("cache"),
            PROJECT);
  }

  Places places() {
    return places;
  }

  /// @return the exit code
  int run(String... arguments) {
    var outText = new StringWriter();
    var errText = new StringWriter();
    var console = new Console(new PrintWriter(outText), new PrintWriter(errText, true), false);
    int exit = Main.run(List.of(arguments), places, console);
    out = outText.toString();
    err = errText.toString();
    return exit;
  }

  String out() {
    return out;
  }

  String err() {
    return err;
  }
}
