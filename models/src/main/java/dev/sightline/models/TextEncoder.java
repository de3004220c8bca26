package dev.sightline.models;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The text encoder of one CLIP model, tokenizer included. Owns its ONNX session. Safe for
/// concurrent [#encode]; [#close] once, after the last of them has returned.
public final class TextEncoder implements AutoCloseable {
  private final OnnxGraph graph;
  private final ClipTokenizer tokenizer;
  private final ModelDescription.TextLength length;

  private TextEncoder(
      OnnxGraph graph, ClipTokenizer tokenizer, ModelDescription.TextLength length) {
    this.graph = graph;
    this.tokenizer = tokenizer;
    this.length = length;
  }

  static TextEncoder load(ModelDescription model, ModelOptions options, ClipTokenizer tokenizer) {
    var graph = OnnxGraph.load(model.textGraph(), options, "input_ids", "text_embeds");
    boolean takesIds =
        graph.inputShape().length == 2
            && (graph.inputType() == OnnxJavaType.INT64 || graph.inputType() == OnnxJavaType.INT32);
    if (!takesIds) {
      graph.close();
      throw InvalidModelException.unexpected(
          model.textGraph(), "input type", graph.inputType(), "int64 or int32 [batch, sequence]");
    }
    boolean anyLength = graph.inputShape()[1] == -1;
    return new TextEncoder(
        graph,
        tokenizer,
        anyLength ? model.textLength() : ModelDescription.TextLength.FULL_CONTEXT);
  }

  /// The tokenizer in front of the encoder.
  public ClipTokenizer tokenizer() {
    return tokenizer;
  }

  /// Numbers of one embedding.
  public int dimension() {
    return graph.dimension();
  }

  /// Encodes one sentence.
  ///
  /// @return a unit vector
  /// @throws EncodingException if the model gives no embedding for it; the encoder stays usable
  public float[] encode(String sentence) {
    return encode(List.of(sentence))[0];
  }

  /// Encodes sentences, each to a unit vector.
  ///
  /// @param sentences at least one
  /// @return row-major `[sentences.size()][dimension]`
  /// @throws EncodingException if the model rejects the batch; the encoder stays usable
  public float[][] encode(List<String> sentences) {
    var ids = new ArrayList<int[]>(sentences.size());
    sentences.forEach(sentence -> ids.add(tokenizer.encode(sentence)));
    int columns =
        length == ModelDescription.TextLength.ACTUAL
            ? ids.stream().mapToInt(row -> row.length).max().orElse(0)
            : tokenizer.context();
    if (graph.inputShape()[0] != 1) {
      return run(ids, columns);
    }
    var vectors = new float[ids.size()][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = run(ids.subList(i, i + 1), columns)[0];
    }
    return vectors;
  }

  /// Rows are filled with the end token: the sentence is read off at the first one, so more of them
  /// after it change nothing.
  private float[][] run(List<int[]> ids, int columns) {
    var filled = new int[ids.size() * columns];
    Arrays.fill(filled, tokenizer.endId());
    for (int row = 0; row < ids.size(); row++) {
      int[] sentence = ids.get(row);
      System.arraycopy(sentence, 0, filled, row * columns, sentence.length);
    }
    try (var tensor = tensor(filled, new long[] {ids.size(), columns})) {
      return graph.run(tensor, ids.size());
    } catch (OrtException e) {
      throw new EncodingException("the sentence could not be handed to the model", e);
    }
  }

  private OnnxTensor tensor(int[] ids, long[] shape) throws OrtException {
    if (graph.inputType() == OnnxJavaType.INT32) {
      return OnnxTensor.createTensor(graph.environment(), IntBuffer.wrap(ids), shape);
    }
    var wide = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      wide[i] = ids[i];
    }
    return OnnxTensor.createTensor(graph.environment(), LongBuffer.wrap(wide), shape);
  }

  @Override
  public void close() {
    graph.close();
  }
}
