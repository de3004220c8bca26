package dev.sightline.cli.search;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.Json;
import dev.sightline.cli.common.UsageException;
import dev.sightline.cli.common.Version;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.library.image.StoredVector;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.EncodingException;
import dev.sightline.searcher.request.SearchRequest;
import dev.sightline.searcher.zeroshot.LabelSet;
import dev.sightline.searcher.zeroshot.PromptTemplates;
import dev.sightline.searcher.zeroshot.ZeroShotClassifier;
import dev.sightline.searcher.zeroshot.ZeroShotClassifier.Scored;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sightline classify FILE… | --query QUERY --labels a,b,c|FILE`
@Command(
    name = "classify",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = "Classify photos by given labels, from the labels' names alone.",
    footer = {
      "",
      "Examples:",
      "  sightline classify cat.jpg dog.jpg --labels cat,dog,bird",
      "  sightline classify --query 'after:2021' --labels animals.txt"
    })
public final class ClassifyCommand implements Callable<Integer> {
  private static final int SHOWN = 5;

  private final Directories directories;
  private final Console console;

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Image files.")
  private List<String> files = List.of();

  @Option(
      names = "--query",
      paramLabel = "QUERY",
      description = "Instead of files: the photos of the library that match this.")
  private @Nullable String query;

  @Option(
      names = "--labels",
      required = true,
      paramLabel = "a,b,c|FILE",
      description = "The labels, or a file with one a line.")
  private String labels = "";

  @Option(
      names = "--templates",
      paramLabel = "NAME|FILE",
      defaultValue = "openai7",
      description =
          "openai80, openai7, none, or a file of sentences with {} for the label; default:"
              + " ${DEFAULT-VALUE}.")
  private String templates = "openai7";

  @Option(
      names = "-k",
      paramLabel = "N",
      defaultValue = "20",
      description = "With --query: photos to classify; default: ${DEFAULT-VALUE}.")
  private int k;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public ClassifyCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  /// One input with its labels, or with an error.
  ///
  /// @param labels the most probable label first; empty if there is an error
  /// @param error empty if there is none
  private record Item(String input, List<Scored> labels, String error) {}

  @Override
  public Integer call() throws IOException {
    if (files.isEmpty() == (query == null)) {
      throw common.wrongUse(
          "Name image files, or photos of the library with --query; one of both.");
    }
    LabelSet set = LabelSet.written(labels);
    PromptTemplates sentences = PromptTemplates.named(templates);
    List<Item> items = query == null ? ofFiles(set, sentences) : ofHits(query, set, sentences);
    if (common.json()) {
      console.out().println(Json.text(json -> write(items, json)));
    } else {
      items.forEach(this::print);
    }
    if (items.isEmpty()) {
      return ExitCode.NOTHING;
    }
    return items.stream().allMatch(it -> it.error().isEmpty()) ? ExitCode.OK : ExitCode.USAGE;
  }

  private List<Item> ofFiles(LabelSet set, PromptTemplates sentences) {
    var libraryModel = common.libraryState(directories).map(state -> state.model());
    try (var model =
        directories.models().open(common.model(), libraryModel, common.modelOptions())) {
      var classifier = ZeroShotClassifier.of(model, set, sentences);
      var decoder = ImageDecoder.forSingleImages(DecodeLimits.DEFAULT);
      return files.stream().map(file -> ofFile(file, model, decoder, classifier)).toList();
    }
  }

  private Item ofFile(
      String file, ClipModel model, ImageDecoder decoder, ZeroShotClassifier classifier) {
    try {
      var encoder = model.imageEncoder();
      int shortSide = encoder.preprocessor().preprocessing().decodeShortSide();
      var pixels = decoder.decode(ImageSource.ofFile(Path.of(file)), shortSide).pixels();
      return new Item(file, classifier.classify(encoder.encode(pixels)), "");
    } catch (UnreadableImageException | EncodingException | InvalidPathException e) {
      console.note("sightline: %s: %s".formatted(Console.visible(file), e.getMessage()));
      return new Item(file, List.of(), String.valueOf(e.getMessage()));
    }
  }

  private List<Item> ofHits(String text, LabelSet set, PromptTemplates sentences) {
    if (k < 1) {
      throw new UsageException("-k must be at least 1, got %d.".formatted(k));
    }
    var request = SearchRequest.local(text, k);
    try (var library = common.sightline(directories)) {
      var searcher = library.searcher();
      var classifier = ZeroShotClassifier.of(searcher.model(), set, sentences);
      var items = new ArrayList<Item>();
      for (var hit : searcher.search(request).hits()) {
        searcher
            .library()
            .stored(hit.image().id())
            .map(StoredVector::vector)
            .map(classifier::classify)
            .ifPresent(scored -> items.add(new Item(hit.image().path().toString(), scored, "")));
      }
      return items;
    }
  }

  private void print(Item item) {
    if (!item.error().isEmpty()) {
      return; // it was said already
    }
    console.out().println(Console.visible(item.input()));
    for (Scored scored : item.labels().subList(0, Math.min(SHOWN, item.labels().size()))) {
      console
          .out()
          .printf(
              Locale.ROOT,
              "  %5.1f%%  %s%n",
              100 * scored.probability(),
              Console.visible(scored.label().name()));
    }
  }

  private static void write(List<Item> items, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("items");
    for (Item item : items) {
      json.writeStartObject();
      json.writeStringField("input", item.input());
      if (item.error().isEmpty()) {
        json.writeArrayFieldStart("labels");
        for (Scored scored : item.labels()) {
          json.writeStartObject();
          json.writeStringField("label", scored.label().name());
          json.writeNumberField("probability", scored.probability());
          json.writeEndObject();
        }
        json.writeEndArray();
      } else {
        json.writeStringField("error", item.error());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
