package dev.sightline.cli.index;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.ImageLimitOption;
import dev.sightline.cli.common.Json;
import dev.sightline.cli.common.Version;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.library.npy.NpyFile;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.EncodingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sightline embed FILE… | --text TEXT…`
@Command(
    name = "embed",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = "Print embeddings of images or sentences, as unit vectors.")
public final class EmbedCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Image files.")
  private List<String> files = List.of();

  @Option(names = "--text", arity = "1..*", paramLabel = "TEXT", description = "Sentences.")
  private List<String> sentences = List.of();

  @Option(
      names = "--npy",
      paramLabel = "FILE",
      description = "Also write the vectors to a .npy file.")
  private @Nullable Path npy;

  @Mixin private ImageLimitOption limit = new ImageLimitOption();

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public EmbedCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  /// One input with its vector, or with an error.
  private static final class Item {
    private final String input;
    private final float @Nullable [] embedding;
    private final String error;

    Item(String input, float @Nullable [] embedding, String error) {
      this.input = input;
      this.embedding = embedding;
      this.error = error;
    }
  }

  @Override
  public Integer call() throws IOException {
    if (files.isEmpty() == sentences.isEmpty()) {
      throw common.wrongUse("Name image files, or sentences with --text; one of the two.");
    }
    var libraryModel = common.libraryState(directories).map(state -> state.model());
    try (var model =
        directories.models().open(common.model(), libraryModel, common.modelOptions())) {
      List<Item> items = files.isEmpty() ? ofSentences(model) : ofFiles(model);
      int dimension =
          files.isEmpty() ? model.textEncoder().dimension() : model.imageEncoder().dimension();
      console.out().println(Json.text(json -> write(model.name(), dimension, items, json)));
      if (npy != null) {
        NpyFile.write(npy, vectors(items), dimension);
      }
      return items.stream().allMatch(item -> item.embedding != null) ? ExitCode.OK : ExitCode.USAGE;
    }
  }

  private List<Item> ofSentences(ClipModel model) {
    var items = new ArrayList<Item>();
    for (String sentence : sentences) {
      items.add(new Item(sentence, model.textEncoder().encode(sentence), ""));
    }
    return items;
  }

  /// Decodes at full resolution, so that vectors equal those of the reference.
  private List<Item> ofFiles(ClipModel model) {
    var decoder = ImageDecoder.forSingleImages(limit.limits());
    var items = new ArrayList<Item>();
    for (String file : files) {
      try {
        var pixels = decoder.decode(ImageSource.ofFile(Path.of(file)), Integer.MAX_VALUE).pixels();
        items.add(new Item(file, model.imageEncoder().encode(pixels), ""));
      } catch (UnreadableImageException
          | EncodingException
          | java.nio.file.InvalidPathException e) {
        console.note("sightline: %s: %s".formatted(Console.visible(file), e.getMessage()));
        items.add(new Item(file, null, String.valueOf(e.getMessage())));
      }
    }
    return items;
  }

  private static List<float[]> vectors(List<Item> items) {
    var vectors = new ArrayList<float[]>();
    for (Item item : items) {
      if (item.embedding != null) {
        vectors.add(item.embedding);
      }
    }
    return vectors;
  }

  private static void write(String model, int dimension, List<Item> items, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("model", model);
    json.writeNumberField("dim", dimension);
    json.writeArrayFieldStart("items");
    for (Item item : items) {
      json.writeStartObject();
      json.writeStringField("input", item.input);
      if (item.embedding == null) {
        json.writeStringField("error", item.error);
      } else {
        json.writeArrayFieldStart("embedding");
        for (float number : item.embedding) {
          json.writeNumber(number);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
