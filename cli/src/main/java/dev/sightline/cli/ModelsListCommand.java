package dev.sightline.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `sightline models list`
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "The models on this machine.")
final class ModelsListCommand implements Callable<Integer> {
  private final Places places;
  private final Console console;

  @Mixin private CommonOptions common = new CommonOptions();

  ModelsListCommand(Places places, Console console) {
    this.places = places;
    this.console = console;
  }

  @Override
  public Integer call() {
    var folders = new ModelFinder(places).folders();
    if (common.json()) {
      console
          .out()
          .println(
              Json.text(
                  json -> {
                    json.writeStartObject();
                    json.writeArrayFieldStart("models");
                    for (Path folder : folders) {
                      json.writeStartObject();
                      json.writeStringField("name", folder.getFileName().toString());
                      json.writeStringField("path", folder.toString());
                      json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                  }));
      return ExitCode.OK;
    }
    for (Path folder : folders) {
      console.out().printf("%-24s %s%n", folder.getFileName(), Console.visible(folder));
    }
    return ExitCode.OK;
  }
}
