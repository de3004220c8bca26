package dev.sightline.cli.library;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `sightline library skipped`
@Command(
    name = "skipped",
    aliases = "quarantined",
    mixinStandardHelpOptions = true,
    description = "List quarantined files with their reasons.")
public final class LibrarySkippedCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public LibrarySkippedCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() {
    try (var reader = common.openLibrary(directories)) {
      var skipped = reader.quarantined();
      if (common.json()) {
        console.printObject(
            json -> {
              json.writeArrayFieldStart("skipped");
              for (var file : skipped) {
                json.writeStartObject();
                json.writeStringField("path", file.file().path().toString());
                json.writeStringField("reason", file.detail());
                json.writeStringField("kind", file.reason());
                json.writeStringField("since", Instant.ofEpochMilli(file.sinceMillis()).toString());
                json.writeStringField("version", file.version());
                if (file.decoders().isPresent()) {
                  json.writeStringField("decoders", file.decoders().get());
                }
                json.writeEndObject();
              }
              json.writeEndArray();
            });
        return ExitCode.OK;
      }
      skipped.forEach(
          file ->
              console
                  .out()
                  .printf(
                      "%s: %s (%s, Sightline %s)%n",
                      Console.visible(file.file().path()),
                      Console.visible(file.detail()),
                      Instant.ofEpochMilli(file.sinceMillis()).truncatedTo(ChronoUnit.SECONDS),
                      file.version()));
      return ExitCode.OK;
    }
  }
}
