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

/// What one model makes of a caption file, and what it costs.
///
/// @param model its name
/// @param ranks of all right answers
/// @param images how many
/// @param captions how many
/// @param speed of its encoders
/// @param fileBytes both graphs on disk
/// @param memoryBytes what the process grew by from before the model was opened; empty where the
///     system does not tell. A model measured behind another may find memory that was not given
/// back
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

  /// Both directions with their intervals.
  void writeRecall(long seed, JsonGenerator json) throws IOException {
    write("textToImage", ranks.textToImageIntervals(seed), json);
    write("imageToText", ranks.imageToTextIntervals(seed), json);
  }

  /// What it costs.
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
