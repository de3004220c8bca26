package dev.sightline.models.layout;

import dev.sightline.images.pixels.Resampler;
import dev.sightline.models.preprocessing.Preprocessing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The layout of rclip's exports of open_clip models: `visual.onnx`, `textual.onnx`, a merge list
/// (`*.txt.gz`, at the top or in `tokenizer/`) and no configuration at all.
///
/// The size comes from the image graph's input and the context from the text graph's. All other
/// settings are those of open_clip for OpenAI's weights: resize of the short side, bicubic, centre
/// crop, OpenAI's mean and standard deviation; padding with id 0.
final class OpenClipLayout implements ModelLayout {
  private static final String NEEDS =
      "visual.onnx, textual.onnx and tokenizer/bpe_simple_vocab_16e6.txt.gz";

  /// The values of OpenAI's `clip.py`, which every open_clip model of this layout uses.
  private static final List<Double> MEAN = List.of(0.48145466, 0.4578275, 0.40821073);

  private static final List<Double> DEVIATION = List.of(0.26862954, 0.26130258, 0.27577711);
  private static final int CONTEXT_OF_CLIP = 77;

  @Override
  public boolean recognises(Path folder) {
    return Files.isRegularFile(folder.resolve("visual.onnx"))
        || Files.isRegularFile(folder.resolve("textual.onnx"));
  }

  @Override
  public String title() {
    return "open_clip";
  }

  @Override
  public String looksFor() {
    return "visual.onnx and textual.onnx (open_clip, rclip)";
  }

  @Override
  public ModelDescription describe(Path folder, Variant variant) {
    var files = new ModelFolder(folder, variant, NEEDS);
    Path imageGraph = files.graph("visual");
    return new ModelDescription(
        files.name(),
        folder,
        variant,
        imageGraph,
        preprocessing(imageGraph),
        describeText(folder, variant),
        LogitScale.assumed());
  }

  @Override
  public TextEncoderConfig describeText(Path folder, Variant variant) {
    var files = new ModelFolder(folder, variant, NEEDS);
    Path textGraph = files.graph("textual");
    long context =
        OnnxSignature.read(textGraph).inputOfRank(2).map(List::getLast).orElse(OnnxSignature.ANY);
    return new TextEncoderConfig(
        textGraph,
        mergeList(files),
        TextEncoderConfig.Vocabulary.MERGE_LIST,
        context < 2 ? CONTEXT_OF_CLIP : Math.toIntExact(context),
        TextEncoderConfig.Length.UNKNOWN,
        Optional.empty());
  }

  private static Preprocessing preprocessing(Path imageGraph) {
    List<Long> shape =
        OnnxSignature.read(imageGraph)
            .inputOfRank(4)
            .filter(found -> found.get(2) > 0 && found.get(3) > 0)
            .orElseThrow(
                () ->
                    InvalidModelException.unexpected(
                        imageGraph,
                        "input shape",
                        "no fixed size",
                        "[batch, 3, height, width], for no file says the size"));
    int height = Math.toIntExact(shape.get(2));
    int width = Math.toIntExact(shape.get(3));
    return new Preprocessing(
        width,
        height,
        new Preprocessing.Resize.ShortestEdgeThenCrop(Math.max(width, height)),
        Resampler.Filter.BICUBIC,
        1 / 255.0,
        MEAN,
        DEVIATION);
  }

  private static Path mergeList(ModelFolder files) {
    return Optional.<Path>empty()
        .or(() -> firstMergeList(files.folder().resolve("tokenizer")))
        .or(() -> firstMergeList(files.folder()))
        .orElseGet(() -> files.existing("tokenizer/bpe_simple_vocab_16e6.txt.gz"));
  }

  private static Optional<Path> firstMergeList(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (var files = Files.newDirectoryStream(folder, "*.txt.gz")) {
      for (Path file : files) {
        return Optional.of(file);
      }
      return Optional.empty();
    } catch (IOException e) {
      throw InvalidModelException.unreadable(folder, e.toString(), e);
    }
  }
}
