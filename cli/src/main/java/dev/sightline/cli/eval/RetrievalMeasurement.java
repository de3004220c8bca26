package dev.sightline.cli.eval;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.cli.terminal.ResidentMemory;
import dev.sightline.evaluation.retrieval.CaptionedEmbeddings;
import dev.sightline.evaluation.retrieval.Captions;
import dev.sightline.evaluation.retrieval.RetrievalRanks;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.models.ClipModel;
import java.io.IOException;
import java.nio.file.Files;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Retrieval quality and cost of one model.
///
/// @param model its name
/// @param ranks ranks of all correct results
/// @param images number of images
/// @param captions number of captions
/// @param speed speed of its encoders
/// @param fileBytes size of both graphs on disk
/// @param memoryBytes growth of the process since before the model was opened; empty if the system
///     does not tell. A model that is measured after another one may reuse its memory
record RetrievalMeasurement(
    String model,
    RetrievalRanks ranks,
    int images,
    int captions,
    CaptionedEmbeddings.Speed speed,
    long fileBytes,
    OptionalLong memoryBytes) {

  /// Opens, measures and closes a model.
  static RetrievalMeasurement measure(Supplier<ClipModel> open, Captions captions)
      throws IOException {
    var decoder = ImageDecoder.create(DecodeLimits.DEFAULT);
    OptionalLong before = ResidentMemory.bytes();
    try (var model = open.get()) {
      var embeddings = CaptionedEmbeddings.of(model, decoder, captions);
      OptionalLong after = ResidentMemory.bytes();
      var description = model.description();
      return new RetrievalMeasurement(
          model.name(),
          RetrievalRanks.of(embeddings),
          embeddings.images().size(),
          embeddings.captions().size(),
          embeddings.speed(),
          Files.size(description.imageGraph()) + Files.size(description.text().graph()),
          before.isPresent() && after.isPresent()
              ? OptionalLong.of(Math.max(0, after.getAsLong() - before.getAsLong()))
              : OptionalLong.empty());
    }
  }

  /// Writes the recall of both directions with intervals.
  void writeRecall(long seed, JsonGenerator json) throws IOException {
    write("textToImage", ranks.textToImageIntervals(seed), json);
    write("imageToText", ranks.imageToTextIntervals(seed), json);
  }

  /// Writes the cost of the model.
  void writeCost(JsonGenerator json) throws IOException {
    json.writeNumberField("imagesPerSecond", speed.imagesPerSecond());
    json.writeNumberField("textMs", speed.textMillis());
    json.writeNumberField("fileBytes", fileBytes);
    if (memoryBytes.isPresent()) {
      json.writeNumberField("memoryBytes", memoryBytes.getAsLong());
    } else {
      json.writeNullField("memoryBytes");
    }
  }

  private static void write(String name, RetrievalRanks.Intervals intervals, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    EvalOptions.write("r1", intervals.r1(), json);
    EvalOptions.write("r5", intervals.r5(), json);
    EvalOptions.write("r10", intervals.r10(), json);
    EvalOptions.write("medianRank", intervals.medianRank(), json);
    json.writeEndObject();
  }
}
