package dev.sightline.models;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.models.layout.InvalidModelException;
import dev.sightline.models.layout.ModelDescription;
import dev.sightline.models.onnx.EncodingException;
import dev.sightline.models.onnx.GraphRole;
import dev.sightline.models.onnx.Measurements;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.models.onnx.OnnxGraph;
import dev.sightline.models.onnx.UnitVectors;
import dev.sightline.models.preprocessing.ImagePreprocessor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The image encoder of one CLIP model. Owns its ONNX session; callers never hold native memory.
/// Safe for concurrent [#encode]; call [#close] once, after the last `encode` has returned.
public final class ImageEncoder implements AutoCloseable {
  /// Images per call on a CPU. Larger batches are not faster and hold more images in memory.
  private static final int CPU_BATCH = 4;

  /// Images per call on a GPU.
  private static final int GPU_BATCH = 64;

  /// Concurrent calls on a GPU: while one computes, the images of the other are copied.
  private static final int GPU_LANES = 2;

  private final OnnxGraph graph;
  private final ImagePreprocessor preprocessor;
  private final boolean oneByOne;

  /// Buffers for reuse: allocating direct memory costs more than filling it.
  private final Queue<FloatBuffer> idle = new ConcurrentLinkedQueue<>();

  private ImageEncoder(OnnxGraph graph, ImagePreprocessor preprocessor, boolean oneByOne) {
    this.graph = graph;
    this.preprocessor = preprocessor;
    this.oneByOne = oneByOne;
  }

  /// @param measured stores whether the images of a batch are independent
  /// @param graphHash key of the stored answer
  static ImageEncoder load(
      ModelDescription model, ModelOptions options, Measurements measured, String graphHash) {
    var graph = OnnxGraph.load(model.imageGraph(), options, GraphRole.IMAGE);
    var preprocessing = model.preprocessing();
    long[] shape = graph.inputShape();
    boolean fits =
        shape.length == 4
            && (shape[0] == -1 || shape[0] == 1)
            && (shape[1] == -1 || shape[1] == Pixels.CHANNELS)
            && (shape[2] == -1 || shape[2] == preprocessing.height())
            && (shape[3] == -1 || shape[3] == preprocessing.width());
    if (!fits) {
      graph.close();
      throw InvalidModelException.unexpected(
          model.imageGraph(),
          "input shape",
          java.util.Arrays.toString(shape),
          "[batch, 3, %d, %d] as its configuration says"
              .formatted(preprocessing.height(), preprocessing.width()));
    }
    var preprocessor = new ImagePreprocessor(preprocessing);
    if (shape[0] == 1) {
      return new ImageEncoder(graph, preprocessor, true);
    }
    var batched = new ImageEncoder(graph, preprocessor, false);
    boolean independent =
        measured.remembered(
            "pictures of one batch are independent, " + graphHash, batched::isIndependent);
    return independent ? batched : new ImageEncoder(graph, preprocessor, true);
  }

  /// Whether the vector of an image is independent of the other images of its batch. It is not for
  /// 8-bit exports with dynamic ranges, because the range is computed over the batch. Such a graph
  /// is run with one image at a time.
  private boolean isIndependent() {
    var faint = new float[preprocessor.length()];
    var loud = new float[preprocessor.length()];
    for (int i = 0; i < faint.length; i++) {
      faint[i] = (float) (0.05 * Math.sin(0.7 * i));
      loud[i] = (float) (2 * Math.cos(0.3 * i));
    }
    float[][] together = run(List.of(faint, loud));
    return Measurements.same(together[0], run(List.of(faint))[0])
        && Measurements.same(together[1], run(List.of(loud))[0]);
  }

  /// Whether the graph is run with one image at a time: it has a fixed batch size of 1, or its
  /// vectors depend on the batch.
  public boolean oneByOne() {
    return oneByOne;
  }

  /// The recommended number of images per call of [#encode], at least 1.
  public int batch() {
    return graph.onGpu() ? GPU_BATCH : CPU_BATCH;
  }

  /// The recommended number of concurrent calls of [#encode], at least 1. It is more than 1 only
  /// for a model opened with [ModelOptions#forManyImages], or on a GPU.
  ///
  /// @param threads number of threads that the caller can use, at least 1
  public int lanes(int threads) {
    if (graph.onGpu()) {
      return Math.min(GPU_LANES, threads);
    }
    return graph.threads() == 1 ? threads : 1;
  }

  /// The preprocessor of this encoder; safe for concurrent use.
  public ImagePreprocessor preprocessor() {
    return preprocessor;
  }

  /// The dimension of an embedding.
  public int dimension() {
    return graph.dimension();
  }

  /// Why the encoder does not run on the requested device; empty if it does.
  public Optional<String> deviceNote() {
    return graph.deviceNote();
  }

  /// Encodes one image of any size.
  ///
  /// @return a unit vector
  /// @throws EncodingException if the model gives no embedding for it; the encoder stays usable
  public float[] encode(Pixels image) {
    return encode(List.of(preprocessor.prepare(image)))[0];
  }

  /// Encodes one batch. Its native tensors are freed when it returns.
  ///
  /// @param prepared images as [ImagePreprocessor#prepare] gives them, at least one
  /// @return unit vectors, row-major `[prepared.size()][dimension]`, on the Java heap
  /// @throws EncodingException if the model rejects the batch; the encoder stays usable
  /// @see <a href="https://arxiv.org/abs/2103.00020">Radford et al. 2021, figure 3</a>
  public float[][] encode(List<float[]> prepared) {
    if (!oneByOne) {
      return run(prepared);
    }
    var vectors = new float[prepared.size()][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = run(prepared.subList(i, i + 1))[0];
    }
    return vectors;
  }

  /// Encodes one batch and does not normalize the vectors, as for the linear probes of the CLIP
  /// paper. They have length 1 where the graph itself normalizes them.
  ///
  /// @param prepared images as [ImagePreprocessor#prepare] gives them, at least one
  /// @return row-major `[prepared.size()][dimension]`, finite and not all zeros
  /// @throws EncodingException if the model rejects the batch or gives no embedding; the encoder
  ///     stays usable
  public float[][] outputs(List<float[]> prepared) {
    if (!oneByOne) {
      return outputsOf(prepared);
    }
    var vectors = new float[prepared.size()][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = outputsOf(prepared.subList(i, i + 1))[0];
    }
    return vectors;
  }

  private float[][] run(List<float[]> prepared) {
    return UnitVectors.normalized(outputsOf(prepared));
  }

  private float[][] outputsOf(List<float[]> prepared) {
    int needed = prepared.size() * preprocessor.length();
    FloatBuffer buffer = idle.poll();
    if (buffer == null || buffer.capacity() < needed) {
      buffer = direct(needed);
    }
    try {
      fill(buffer, prepared);
      return outputsOf(buffer, prepared.size());
    } finally {
      idle.add(buffer);
    }
  }

  private void fill(FloatBuffer buffer, List<float[]> prepared) {
    buffer.clear();
    for (float[] image : prepared) {
      if (image.length != preprocessor.length()) {
        throw new IllegalArgumentException(
            "a prepared image has %d numbers here, got %d"
                .formatted(preprocessor.length(), image.length));
      }
      buffer.put(image);
    }
    buffer.flip();
  }

  private float[][] outputsOf(FloatBuffer images, int count) {
    var size = preprocessor.preprocessing();
    long[] shape = {count, Pixels.CHANNELS, size.height(), size.width()};
    try (var tensor = OnnxTensor.createTensor(graph.environment(), images, shape)) {
      return graph.outputs(tensor, count);
    } catch (OrtException e) {
      throw new EncodingException("the images could not be passed to the model", e);
    }
  }

  private static FloatBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(Float.BYTES * floats)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  @Override
  public void close() {
    graph.close();
  }
}
