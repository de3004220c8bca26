package dev.sightline.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.evaluation.Captions;
import dev.sightline.evaluation.RankedRecall;
import dev.sightline.evaluation.RetrievalEvaluation;
import dev.sightline.images.DecodeLimits;
import dev.sightline.images.ImageDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sightline eval retrieval --captions TSV`
@Command(
    name = "retrieval",
    mixinStandardHelpOptions = true,
    description = "How well a model finds images by captions, and captions by images.")
final class EvalRetrievalCommand implements Callable<Integer> {
  private final Places places;
  private final Console console;

  @Option(
      names = "--captions",
      required = true,
      paramLabel = "TSV",
      description = "One line a caption: file, tab, caption; files relative to the TSV.")
  private Path captions = Path.of("");

  @Mixin private CommonOptions common = new CommonOptions();

  EvalRetrievalCommand(Places places, Console console) {
    this.places = places;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    InputFiles.require(captions);
    var libraryModel = Libraries.stateOf(common.library(places)).map(state -> state.model());
    try (var model =
        new ModelFinder(places).open(common.model(), libraryModel, common.modelOptions())) {
      var result =
          RetrievalEvaluation.measure(
              model, ImageDecoder.create(DecodeLimits.DEFAULT), Captions.read(captions));
      print(model.name(), result);
      return ExitCode.OK;
    }
  }

  private void print(String model, RetrievalEvaluation.Result result) {
    if (common.json()) {
      console.out().println(Json.text(json -> write(model, result, json)));
      return;
    }
    console
        .out()
        .printf(
            Locale.ROOT,
            "%s, %,d images, %,d captions%n                  R@1    R@5   R@10  median rank%n",
            model,
            result.images(),
            result.captions());
    row("text to image", result.textToImage());
    row("image to text", result.imageToText());
  }

  private void row(String name, RankedRecall recall) {
    console
        .out()
        .printf(
            Locale.ROOT,
            "%s  %6.1f %6.1f %6.1f  %8.1f%n",
            name,
            100 * recall.r1(),
            100 * recall.r5(),
            100 * recall.r10(),
            recall.medianRank());
  }

  private static void write(String model, RetrievalEvaluation.Result result, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("model", model);
    write("textToImage", result.textToImage(), json);
    write("imageToText", result.imageToText(), json);
    json.writeNumberField("images", result.images());
    json.writeNumberField("captions", result.captions());
    json.writeEndObject();
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
