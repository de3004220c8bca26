package dev.sightline.cli.models;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.InputFiles;
import dev.sightline.cli.common.UsageException;
import dev.sightline.cli.common.Version;
import dev.sightline.cli.eval.EvalOptions;
import dev.sightline.cli.eval.EvalTable;
import dev.sightline.cli.eval.LabelledInput;
import dev.sightline.evaluation.adapt.AdapterEvaluation;
import dev.sightline.evaluation.labelled.ImageEmbedder;
import dev.sightline.evaluation.retrieval.Captions;
import dev.sightline.evaluation.retrieval.RankedRecall;
import dev.sightline.models.ClipModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sightline adapt --captions TSV [--name NAME]`
@Command(
    name = "adapt",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description =
        "Learn a small adapter behind a model's text encoder from your own captions. It is measured"
            + " on captions that it has not seen, and kept only if it helps; no photo is embedded"
            + " again.",
    footer = {
      "",
      "Example:",
      "  sightline adapt --captions captions.tsv --name mine",
      "  sightline search --model mine grandma on the veranda"
    })
public final class AdaptCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Option(
      names = "--captions",
      required = true,
      paramLabel = "TSV",
      description = "One line a caption: file, tab, caption; files relative to the TSV.")
  private Path captions = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the new model; default: the model's name and -adapted.")
  private @Nullable String name;

  @Option(
      names = "--learn-share",
      paramLabel = "P",
      defaultValue = "0.5",
      description =
          "Share of images for training; the others are for measuring; default:"
              + " ${DEFAULT-VALUE}.")
  private double learnShare;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Random seed; the same seed gives the same result; default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public AdaptCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    InputFiles.require(captions);
    if (!(learnShare > 0 && learnShare < 1)) {
      throw new UsageException(
          "--learn-share must be above 0 and below 1, got %s.".formatted(learnShare));
    }
    Captions told = Captions.read(captions);
    try (var model = common.openModel(directories);
        var input = new LabelledInput(model, directories, console, common.quiet())) {
      if (model.description().textAdapter().isPresent()) {
        throw new UsageException(
            "%s is adapted already: adapt the model that it was made of, with --model NAME."
                .formatted(model.name()));
      }
      var kept = new AdaptedModels(directories, model, Optional.ofNullable(name));
      ImageEmbedder.Embedded embedded = input.embedder().embed(AdapterEvaluation.files(told));
      input.note(embedded.skipped());
      var all = AdapterEvaluation.embeddings(model, told, embedded);
      var result = AdapterEvaluation.measure(all, learnShare, seed);
      Optional<Path> saved =
          result.improves() ? Optional.of(kept.save(result.learned().adapter())) : Optional.empty();
      print(model, kept.name(), saved, result);
      return ExitCode.OK;
    }
  }

  private void print(
      ClipModel model, String kept, Optional<Path> saved, AdapterEvaluation.Result result) {
    if (common.json()) {
      console.printObject(json -> write(model.name(), kept, saved, result, json));
      return;
    }
    line(
        String.format(
            Locale.ROOT,
            "%s, learned from %,d images, measured on %,d captions of %,d others",
            model.name(),
            result.learnedFrom(),
            result.captions(),
            result.measuredOn()));
    var table = new EvalTable("text to image", "R@1", "R@5", "R@10", "median rank");
    row(table, "before", result.before().textToImage());
    row(table, "after", result.after().textToImage());
    table.lines().forEach(this::line);
    line(
        String.format(
            Locale.ROOT,
            "Mean recall rises by %.1f points (%.1f to %.1f).",
            100 * result.gain().value(),
            100 * result.gain().low(),
            100 * result.gain().high()));
    if (saved.isEmpty()) {
      line("That is no improvement beyond chance: nothing was saved. More captions may help.");
      return;
    }
    line("Saved as the model %s: %s".formatted(kept, Console.visible(saved.get())));
    line(
        "Use it with --model %s; a library goes over to it with: sightline index --model %s"
            .formatted(kept, kept));
  }

  private static void row(EvalTable table, String name, RankedRecall recall) {
    table.row(
        name,
        new EvalTable.Share(recall.r1()),
        new EvalTable.Share(recall.r5()),
        new EvalTable.Share(recall.r10()),
        recall.medianRank());
  }

  private void line(String text) {
    console.out().println(text);
  }

  private void write(
      String model,
      String kept,
      Optional<Path> saved,
      AdapterEvaluation.Result result,
      JsonGenerator json)
      throws IOException {
    json.writeStringField("model", model);
    json.writeNumberField("learnedFrom", result.learnedFrom());
    json.writeNumberField("measuredOn", result.measuredOn());
    json.writeNumberField("captions", result.captions());
    write("before", result.before().textToImage(), json);
    write("after", result.after().textToImage(), json);
    write("beforeImageToText", result.before().imageToText(), json);
    write("afterImageToText", result.after().imageToText(), json);
    EvalOptions.write(
        "r1Gain", result.after().gainOver(result.before(), RankedRecall::r1, seed), json);
    EvalOptions.write(
        "r5Gain", result.after().gainOver(result.before(), RankedRecall::r5, seed), json);
    EvalOptions.write(
        "r10Gain", result.after().gainOver(result.before(), RankedRecall::r10, seed), json);
    EvalOptions.write("gain", result.gain(), json);
    json.writeNumberField("epochs", result.learned().epochs());
    json.writeNumberField("penalty", result.learned().penalty());
    json.writeNumberField("lossBefore", result.learned().lossBefore());
    json.writeNumberField("lossAfter", result.learned().lossAfter());
    json.writeBooleanField("improved", result.improves());
    if (saved.isPresent()) {
      json.writeStringField("saved", saved.get().toString());
      json.writeStringField("name", kept);
    } else {
      json.writeNullField("saved");
    }
  }

  private static void write(String name, RankedRecall recall, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("r1", recall.r1());
    json.writeNumberField("r5", recall.r5());
    json.writeNumberField("r10", recall.r10());
    json.writeNumberField("medianRank", recall.medianRank());
    json.writeEndObject();
  }
}
