package dev.sightline.indexer.pipeline;

import dev.sightline.indexer.pipeline.ReadResult.ToEncode;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.models.ImageEncoder;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Reads and encodes one file on the calling thread: for the rare file whose image left the library
/// while the file was in the pipeline, that ran out of memory among others, or that turns out to be
/// an image of its own.
public final class SingleFileStages {
  private final ReadingStage reading;
  private final Supplier<ImageEncoder> encoder;
  private final IndexProgress progress;

  /// @param reading reads the file
  /// @param encoder called when the file has to be encoded
  /// @param progress takes the time that the model needs
  public SingleFileStages(
      ReadingStage reading, Supplier<ImageEncoder> encoder, IndexProgress progress) {
    this.reading = reading;
    this.encoder = encoder;
    this.progress = progress;
  }

  /// Runs the stages for one file.
  ///
  /// @param known whether a content id needs no decoding; asked once
  public FileOutcome run(PendingFile file, Predicate<String> known) {
    return switch (reading.readAgain(file, known)) {
      case FileOutcome outcome -> outcome;
      case ToEncode image ->
          new EncodingStage(encoder.get(), progress).encode(List.of(image)).getFirst();
    };
  }
}
