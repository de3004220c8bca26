package dev.sightline.cli;

import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.testkit.Project;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

/// Runs commands in this process and keeps what they print.
public final class TestConsole {
  public static final Path PROJECT = Project.root();

  private final Directories directories;
  private String out = "";
  private String err = "";

  /// @param home stands for the user's home: nothing outside it is written
  public TestConsole(Path home) {
    this.directories =
        new Directories(
            home.resolve("data/default"),
            List.of(home.resolve("data/models"), PROJECT.resolve("models")),
            home.resolve("cache"),
            PROJECT);
  }

  Directories directories() {
    return directories;
  }

  /// @return the exit code
  public int run(String... arguments) {
    var outText = new StringWriter();
    var errText = new StringWriter();
    var console = new Console(new PrintWriter(outText), new PrintWriter(errText, true), false);
    int exit = Main.run(List.of(arguments), directories, console);
    out = outText.toString();
    err = errText.toString();
    return exit;
  }

  public String out() {
    return out;
  }

  public String err() {
    return err;
  }
}
