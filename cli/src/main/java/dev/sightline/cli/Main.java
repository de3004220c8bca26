package dev.sightline.cli;

import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.library.WriterLockInfo;
import dev.sightline.models.onnx.OnnxNatives;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/// Starts Sightline.
public final class Main {
  /// Kept in a field, because loggers are held weakly and would forget their level. Notes of Lucene
  /// and of the Parquet reader about the vector unit belong to `doctor`, not to every command.
  private static final List<Logger> CHATTY =
      List.of(Logger.getLogger("org.apache.lucene"), Logger.getLogger("dev.hardwood"));

  private Main() {}

  /// Runs one command and ends the process with its exit code.
  public static void main(String[] arguments) {
    CHATTY.forEach(logger -> logger.setLevel(Level.SEVERE));
    Directories directories = Directories.ofThisMachine();
    keepNativeLibrariesIn(directories.cache());
    var console =
        new Console(
            new PrintWriter(System.out, false, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            Boolean.getBoolean(
                "sightline.terminal")); // the launcher knows without loading a console
    int exit = run(List.of(arguments), directories, console);
    console.out().flush();
    // Threads of native libraries must not keep a finished program alive.
    System.exit(exit);
  }

  /// Runs one command.
  ///
  /// @return the exit code; see `docs/reference/cli.md`
  static int run(List<String> arguments, Directories directories, Console console) {
    var commands = new Commands(directories, console);
    CommandLine line = commands.commandLine(arguments);
    line.setOut(console.out());
    line.setErr(console.err());
    WriterLockInfo.setProgramName(commandName(arguments, line));
    var errors = new ErrorReporter(console);
    line.setExecutionExceptionHandler(errors);
    line.setParameterExceptionHandler(errors);
    int exit = line.execute(QueryArguments.rearranged(arguments, line).toArray(String[]::new));
    console.out().flush();
    return exit;
  }

  /// The arguments that name the command, without its options, such as `library merge`.
  private static String commandName(List<String> arguments, CommandLine line) {
    var words = new ArrayList<String>();
    CommandLine at = line;
    for (String argument : arguments) {
      at = at.getSubcommands().get(argument);
      if (at == null) {
        break;
      }
      words.add(argument);
    }
    return String.join(" ", words);
  }

  /// Sets where native libraries are unpacked, because unpacking them into a new temporary folder
  /// at each start would take longer than a search.
  private static void keepNativeLibrariesIn(Path cache) {
    OnnxNatives.unpackTo(cache);
    System.setProperty("org.bytedeco.javacpp.cachedir", cache.resolve("javacpp").toString());
  }
}
