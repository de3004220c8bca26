package dev.sightline.evaluation.labelled;

import dev.sightline.base.concurrent.BoundedExecutor;
import dev.sightline.evaluation.labelled.LabelledFiles.LabelledFile;
import dev.sightline.evaluation.metrics.EvaluationException;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.models.ClipModel;
import dev.sightline.models.ImageEncoder;
import dev.sightline.models.onnx.EncodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;

/// Turns picture files into embeddings: decoded on all cores, each content once, remembered on
/// disk. What cannot be read or embedded is data, not the end of a run. Close it after use; one
/// thread.
public final class ImageEmbedder implements AutoCloseable {
  /// Files whose pixels are in memory at once.
  private static final int AT_ONCE = 64;

  private static final long MOST_BYTES = Integer.MAX_VALUE;

  private final ImageEncoder encoder;
  private final ImageDecoder decoder;
  private final EmbeddingCache cache;
  private final IntConsumer progress;
  private final int threads;

  /// @param model its image encoder is loaded
  /// @param decoder for the pictures
  /// @param cacheFolder where embeddings are remembered; empty for not at all
  /// @param progress is told how many files were looked at, now and then
  public ImageEmbedder(
      ClipModel model, ImageDecoder decoder, Optional<Path> cacheFolder, IntConsumer progress) {
    this.encoder = model.imageEncoder();
    this.decoder = decoder;
    this.cache =
        cacheFolder
            .map(it -> EmbeddingCache.open(it, model.fingerprint().image(), encoder.dimension()))
            .orElseGet(() -> EmbeddingCache.inMemory(encoder.dimension()));
    this.progress = progress;
    this.threads = Runtime.getRuntime().availableProcessors();
  }

  /// What became of one file.
  private sealed interface Outcome {
    /// What the encoder gave.
    record Embedded(ContentHash hash, Numbers output) implements Outcome {}

    /// What the encoder has yet to be given, and what its answer is kept under.
    record Prepared(ContentHash hash, ContentHash key, Numbers input) implements Outcome {}

    /// Why there is nothing to give it.
    record Skipped(String reason) implements Outcome {}
  }

  /// An array that outcomes hold; not compared.
  private static final class Numbers {
    final float[] values;

    Numbers(float[] values) {
      this.values = values;
    }
  }

  /// Embeds labelled pictures as they are.
  ///
  /// @throws EvaluationException if a class has no readable picture
  public LabelledSet embed(LabelledFiles files) {

    var images = new ArrayList<LabelledImage>();
    var skipped = new ArrayList<SkippedFile>();
    var copies = new ArrayList<CopiedFile>();
    Map<ContentHash, LabelledImage> first = new HashMap<>();
    List<Path> paths = files.files().stream().map(LabelledFile::file).toList();
    List<Outcome> outcomes = outcomes(paths, PixelChange.NONE);
    for (int i = 0; i < outcomes.size(); i++) {
      LabelledFile file = files.files().get(i);
      switch (outcomes.get(i)) {
        case Outcome.Skipped(String reason) -> skipped.add(new SkippedFile(file.file(), reason));
        case Outcome.Embedded(var hash, Numbers output) -> {
          var image = new LabelledImage(file.file(), hash, file.label(), output.values);
          LabelledImage same = first.putIfAbsent(hash, image);
          if (same == null) {
            images.add(image);
          } else {
            boolean differs = same.label() != image.label();
            copies.add(new CopiedFile(file.file(), same.file(), differs));
          }
        }
        case Outcome.Prepared _ -> throw new IllegalStateException("a picture was not embedded");
      }
    }
    return new LabelledSet(files.classes(), images, skipped, copies);
  }

  /// Pictures without classes.
  ///
  /// @param images those that could be embedded; the label is the place in the list of files
  /// @param skipped the others
  public record Embedded(List<LabelledImage> images, List<SkippedFile> skipped) {
    /// Copies the lists.
    public Embedded {
      images = List.copyOf(images);
      skipped = List.copyOf(skipped);
    }
  }

  /// Embeds pictures that have no class.
  public Embedded embed(List<Path> files) {
    var images = new ArrayList<LabelledImage>();
    var skipped = new ArrayList<SkippedFile>();
    List<Outcome> outcomes = outcomes(files, PixelChange.NONE);
    for (int i = 0; i < outcomes.size(); i++) {
      switch (outcomes.get(i)) {
        case Outcome.Skipped(String reason) -> skipped.add(new SkippedFile(files.get(i), reason));
        case Outcome.Embedded(var hash, Numbers output) ->
            images.add(new LabelledImage(files.get(i), hash, i, output.values));
        case Outcome.Prepared _ -> throw new IllegalStateException("a picture was not embedded");
      }
    }
    return new Embedded(images, skipped);
  }

  /// Embeds pictures again that something is done to; those that cannot be read any more are left
  /// out.
  public List<LabelledImage> changed(List<LabelledImage> images, PixelChange change) {
    var changed = new ArrayList<LabelledImage>();
    List<Outcome> outcomes = outcomes(images.stream().map(LabelledImage::file).toList(), change);
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof Outcome.Embedded(var hash, Numbers output)) {
        LabelledImage image = images.get(i);
        changed.add(new LabelledImage(image.file(), hash, image.label(), output.values));
      }
    }
    return changed;
  }

  private List<Outcome> outcomes(List<Path> files, PixelChange change) {
    var outcomes = new ArrayList<Outcome>();
    for (int from = 0; from < files.size(); from += AT_ONCE) {
      List<Path> some = files.subList(from, Math.min(from + AT_ONCE, files.size()));
      outcomes.addAll(encoded(together(some, change)));
      progress.accept(outcomes.size());
    }
    return outcomes;
  }

  private List<Outcome> together(List<Path> files, PixelChange change) {
    var outcomes = new ArrayList<Outcome>();
    try (var executor =
        new BoundedExecutor<Outcome>("sightline-embed", threads, files.size(), outcomes::add)) {
      files.forEach(file -> executor.submit(() -> prepare(file, change)));
      executor.finish();
      return outcomes;
    } catch (CancellationException e) {
      throw new EvaluationException("Interrupted; what was embedded is kept.");
    }
  }

  private Outcome prepare(Path file, PixelChange change) {
    try {
      byte[] bytes = ImageSource.ofFile(file).bytes(MOST_BYTES);
      var hash = ContentHash.of(bytes);
      ContentHash key = hash.changed(change.name());
      Optional<float[]> known = cache.get(key);
      if (known.isPresent()) {
        return new Outcome.Embedded(hash, new Numbers(known.get()));
      }
      var preprocessing = encoder.preprocessor().preprocessing();
      var source = ImageSource.ofBytes(file.toString(), bytes);
      Pixels pixels = decoder.decode(source, preprocessing.decodeShortSide()).pixels();
      int inputSide = Math.min(preprocessing.width(), preprocessing.height());
      Pixels changed = change.apply(pixels, inputSide, hash.seed());
      return new Outcome.Prepared(hash, key, new Numbers(encoder.preprocessor().prepare(changed)));
    } catch (UnreadableImageException e) {
      return new Outcome.Skipped(String.valueOf(e.getMessage()));
    }
  }

  private List<Outcome> encoded(List<Outcome> looked) {
    var outcomes = new ArrayList<>(looked);
    var waiting = new ArrayList<Integer>();
    for (int i = 0; i <= outcomes.size(); i++) {
      if (i < outcomes.size() && outcomes.get(i) instanceof Outcome.Prepared) {
        waiting.add(i);
      }
      if (waiting.size() == encoder.batch() || (i == outcomes.size() && !waiting.isEmpty())) {
        encode(outcomes, waiting);
        waiting.clear();
      }
    }
    return outcomes;
  }

  private void encode(List<Outcome> outcomes, List<Integer> waiting) {
    var batch = new ArrayList<Outcome.Prepared>();
    for (int i : waiting) {
      if (outcomes.get(i) instanceof Outcome.Prepared prepared) {
        batch.add(prepared);
      }
    }
    float[][] outputs;
    try {
      outputs = encoder.outputs(batch.stream().map(it -> it.input().values).toList());
    } catch (EncodingException e) {
      oneByOne(outcomes, waiting, batch, e);
      return;
    }
    for (int i = 0; i < outputs.length; i++) {
      Outcome.Prepared done = batch.get(i);
      cache.put(done.key(), outputs[i]);
      outcomes.set(waiting.get(i), new Outcome.Embedded(done.hash(), new Numbers(outputs[i])));
    }
  }

  /// One picture that the model answers with NaN must not take its neighbours along.
  private void oneByOne(
      List<Outcome> outcomes,
      List<Integer> waiting,
      List<Outcome.Prepared> batch,
      EncodingException failed) {
    if (batch.size() == 1) {
      outcomes.set(waiting.getFirst(), new Outcome.Skipped(String.valueOf(failed.getMessage())));
      return;
    }
    waiting.forEach(i -> encode(outcomes, List.of(i)));
  }

  @Override
  public void close() {
    cache.close();
  }
}
