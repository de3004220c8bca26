package dev.sightline.indexer.pipeline;

import dev.sightline.indexer.pipeline.ImageReading.Reading;

/// The result of the reading stage: an image for the model, or the outcome of the file.
public sealed interface ReadResult permits ReadResult.ToEncode, FileOutcome {
  /// A decoded image that the model has to embed.
  ///
  /// @param file the file it was read from
  /// @param image the image, ready for the model
  record ToEncode(PendingFile file, Reading.Decoded image) implements ReadResult {}
}
