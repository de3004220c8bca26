package dev.sightline.indexer.pipeline;

import dev.sightline.indexer.pipeline.ImageReading.Reading;
import dev.sightline.indexer.pipeline.ReadResult.ToEncode;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexProgress.Stage;
import dev.sightline.library.image.Embedding;
import dev.sightline.library.image.QuarantineReason;
import dev.sightline.models.ImageEncoder;
import dev.sightline.models.onnx.EncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The stage that runs the model: batches of preprocessed images to unit vectors. Safe for
/// concurrent use.
final class EncodingStage {
  private final ImageEncoder encoder;
  private final IndexProgress progress;

  /// @param encoder encodes the batches
  /// @param progress takes the time that the model needs
  EncodingStage(ImageEncoder encoder, IndexProgress progress) {
    this.encoder = encoder;
    this.progress = progress;
  }

  /// Encodes one batch. When the model rejects the batch, its images are encoded one by one, so
  /// that one bad image does not affect the others.
  ///
  /// @param batch at least one image
  /// @return an outcome for each image, in order: embedded, or quarantined with the reason
  ///     `ENCODING`
  List<FileOutcome> encode(List<ToEncode> batch) {
    long start = System.nanoTime();
    try {
      float[][] vectors =
          encoder.encode(batch.stream().map(it -> it.image().input().values()).toList());
      progress.spent(Stage.ENCODE, start);
      return embedded(batch, vectors);
    } catch (EncodingException e) {
      progress.spent(Stage.ENCODE, start);
      return batch.size() == 1
          ? List.of(refused(batch.getFirst(), e))
          : batch.stream().flatMap(it -> encode(List.of(it)).stream()).toList();
    }
  }

  private static List<FileOutcome> embedded(List<ToEncode> batch, float[][] vectors) {
    var outcomes = new ArrayList<FileOutcome>(vectors.length);
    for (int i = 0; i < vectors.length; i++) {
      ToEncode task = batch.get(i);
      var embedding = new Embedding(vectors[i], task.image().pixels());
      outcomes.add(new FileOutcome.Embedded(task.file(), task.image(), embedding, true));
    }
    return outcomes;
  }

  private static FileOutcome refused(ToEncode task, EncodingException e) {
    Reading.Decoded image = task.image();
    return new FileOutcome.Quarantined(
        task.file(),
        new Reading.Unreadable(
            image.file(),
            Optional.of(image.id()),
            QuarantineReason.ENCODING,
            String.valueOf(e.getMessage())));
  }
}
