package dev.sightline.cli;

import dev.sightline.models.ClipModel;
import dev.sightline.models.ModelDescription;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `sightline models info [NAME]`
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    description = "What a model's files say about it.")
final class ModelsInfoCommand implements Callable<Integer> {
  private final Places places;
  private final Console console;

  @Parameters(arity = "0..1", paramLabel = "NAME|DIR", description = "Default: the one in use.")
  private String name = "";

  @Mixin private CommonOptions common = new CommonOptions();

  ModelsInfoCommand(Places places, Console console) {
    this.places = places;
    this.console = console;
  }

  @Override
  public Integer call() {
    var asked = name.isEmpty() ? common.model() : java.util.Optional.of(name);
    var libraryModel = Libraries.stateOf(common.library(places)).map(state -> state.model());
    try (var model = new ModelFinder(places).open(asked, libraryModel, common.modelOptions())) {
      print(model);
      return ExitCode.OK;
    }
  }

  private void print(ClipModel model) {
    ModelDescription it = model.description();
    int dimension = model.textEncoder().dimension();
    if (common.json()) {
      console
          .out()
          .println(
              Json.text(
                  json -> {
                    json.writeStartObject();
                    json.writeStringField("name", it.name());
                    json.writeStringField("path", it.folder().toString());
                    json.writeStringField("variant", it.variant().label());
                    json.writeNumberField("dim", dimension);
                    json.writeNumberField("imageWidth", it.preprocessing().width());
                    json.writeNumberField("imageHeight", it.preprocessing().height());
                    json.writeNumberField("context", it.context());
                    json.writeNumberField("logitScale", it.logitScale().value());
                    json.writeBooleanField("logitScaleLearned", it.logitScale().learned());
                    json.writeStringField("imageFingerprint", model.fingerprint().image());
                    json.writeStringField("textFingerprint", model.fingerprint().text());
                    json.writeEndObject();
                  }));
      return;
    }
    console
        .out()
        .printf(
            Locale.ROOT,
            """
            name         %s
            folder       %s
            variant      %s
            dimension    %d
            input        %d x %d, %s, %s
            context      %d tokens
            logit scale  %.2f%s
            fingerprint  image %s, text %s
            """,
            it.name(),
            Console.visible(it.folder()),
            it.variant().label(),
            dimension,
            it.preprocessing().width(),
            it.preprocessing().height(),
            it.preprocessing().resize(),
            it.preprocessing().filter(),
            it.context(),
            it.logitScale().value(),
            it.logitScale().learned()
                ? ""
                : " (assumed: the files carry the value before training)",
            model.fingerprint().image(),
            model.fingerprint().text());
  }
}
