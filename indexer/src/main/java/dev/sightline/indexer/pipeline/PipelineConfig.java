package dev.sightline.indexer.pipeline;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.models.ClipModel;
import java.util.function.Predicate;

/// What every run that embeds images needs.
///
/// @param model embeds the images; its graphs are loaded when the first image is embedded
/// @param decoder decodes the images
/// @param limits the largest file that is read into memory
/// @param settings threads, decoding and the rest of what users can set
public record PipelineConfig(
    ClipModel model, ImageDecoder decoder, DecodeLimits limits, IndexSettings settings) {
  /// The code that reads and decodes image files.
  ///
  /// @param outdatedMetadata whether the metadata that the library has of a content id was read by
  ///     an older version of the metadata readers
  public ImageReading reading(IndexProgress progress, Predicate<String> outdatedMetadata) {
    return new ImageReading(
        decoder,
        limits,
        () -> model.imageEncoder().preprocessor(),
        settings.fullDecode(),
        progress,
        outdatedMetadata);
  }

  /// A pipeline for local files.
  public IndexPipeline pipeline(IndexProgress progress) {
    return new IndexPipeline(model::imageEncoder, settings.threads(), progress);
  }
}
