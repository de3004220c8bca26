package dev.sightline.cli;

import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.UsageException;
import dev.sightline.engine.ModelMissingException;
import dev.sightline.engine.UnknownModelException;
import dev.sightline.evaluation.metrics.EvaluationException;
import dev.sightline.library.LibraryException;
import dev.sightline.library.exchange.ImportException;
import dev.sightline.models.layout.InvalidModelException;
import dev.sightline.models.onnx.EncodingException;
import dev.sightline.models.store.catalogue.StoreException;
import dev.sightline.searcher.query.QueryException;
import dev.sightline.searcher.zeroshot.LabelException;
import dev.sightline.web.security.WebServerException;
import picocli.CommandLine;

/// Prints an error once, in plain words, and turns it into an exit code.
final class ErrorReporter
    implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
  private final Console console;

  ErrorReporter(Console console) {
    this.console = console;
  }

  @Override
  public int handleExecutionException(
      Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    if (parsed.originalArgs().contains("--debug")) {
      e.printStackTrace(console.err());
    }
    return switch (e) {
      case UsageException wrong -> say(wrong, ExitCode.USAGE);
      case QueryException wrong -> say(wrong, ExitCode.USAGE);
      case LabelException wrong -> say(wrong, ExitCode.USAGE);
      case ImportException wrong -> say(wrong, ExitCode.USAGE);
      case EvaluationException wrong -> say(wrong, ExitCode.USAGE);
      case LibraryException failed -> say(failed, ExitCode.FAILED);
      case InvalidModelException failed -> say(failed, ExitCode.FAILED);
      case UnknownModelException wrong -> say(wrong, ExitCode.USAGE);
      case ModelMissingException failed -> say(failed, ExitCode.FAILED);
      case StoreException failed -> say(failed, ExitCode.FAILED);
      case EncodingException failed -> say(failed, ExitCode.FAILED);
      case WebServerException failed -> say(failed, ExitCode.FAILED);
      case java.io.IOException failed -> {
        console.note("sightline: reading or writing failed: " + failed.getMessage());
        yield ExitCode.FAILED;
      }
      default -> {
        console.note(
            "sightline: internal error: %s. Run the command again with --debug and report its output."
                .formatted(e));
        yield ExitCode.FAILED;
      }
    };
  }

  private int say(Exception e, int exit) {
    console.note("sightline: " + e.getMessage());
    return exit;
  }

  @Override
  public int handleParseException(CommandLine.ParameterException e, String[] arguments) {
    console.note("sightline: " + e.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, console.err())) {
      console.note(
          "See: sightline %s --help"
              .formatted(
                  e.getCommandLine().getParent() == null ? "" : e.getCommandLine().getCommandName())
              .replace("  ", " "));
    }
    return ExitCode.USAGE;
  }
}
