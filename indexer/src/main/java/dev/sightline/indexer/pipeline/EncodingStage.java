package dev.sightline.indexer.pipeline;

import dev.sightline.indexer.pipeline.ImageReading.Reading;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexProgress.Stage;
import dev.sightline.models.ImageEncoder;
import dev.sightline.models.onnx.EncodingException;
import java.util.List;
import java.util.function.BiConsumer;

/// The stage that runs the model: takes prepared pictures in batches and gives unit vectors. Safe
/// for use by several threads.
public final class EncodingStage {
  private final ImageEncoder encoder;
  private final IndexProgress progress;

  public EncodingStage(ImageEncoder encoder, IndexProgress progress) {
    this.encoder = encoder;
    this.progress = progress;
  }

  /// A picture on its way to the model.
  public record Decoded(PendingFile work, Reading.Fresh picture) {}

  /// Encodes one batch. When the model refuses it, its pictures are tried one by one, so that one
  /// bad picture costs nobody else.
  ///
  /// @param done takes each picture with its vector
  /// @param refused takes each picture that the model gives no vector for, with the reason
  public void encode(
      List<Decoded> batch, BiConsumer<Decoded, float[]> done, BiConsumer<Decoded, String> refused) {
    long start = System.nanoTime();
    try {
      float[][] vectors =
          encoder.encode(batch.stream().map(it -> it.picture().prepared().numbers()).toList());
      progress.spent(Stage.ENCODE, start);
      for (int i = 0; i < vectors.length; i++) {
        done.accept(batch.get(i), vectors[i]);
      }
    } catch (EncodingException e) {
      progress.spent(Stage.ENCODE, start);
      if (batch.size() == 1) {
        refused.accept(batch.getFirst(), String.valueOf(e.getMessage()));
        return;
      }
      batch.forEach(alone -> encode(List.of(alone), done, refused));
    }
  }
}
