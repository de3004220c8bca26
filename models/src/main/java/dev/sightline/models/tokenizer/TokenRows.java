package dev.sightline.models.tokenizer;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;

/// Token ids of sentences in rows of equal length, as a text graph takes them: row-major
/// `[rows][columns]`, short rows padded.
public final class TokenRows {
  private final int columns;
  private final int[] ids;
  private final int[] mask; // 1 for ids of the sentence, 0 for padding

  private TokenRows(int rows, int columns) {
    this.columns = columns;
    this.ids = new int[rows * columns];
    this.mask = new int[rows * columns];
  }

  /// Pads sentences to rows.
  ///
  /// @param columns at least the length of the longest sentence
  /// @param padId id of the padding token
  public static TokenRows of(List<int[]> sentences, int columns, int padId) {
    var rows = new TokenRows(sentences.size(), columns);
    Arrays.fill(rows.ids, padId);
    for (int row = 0; row < sentences.size(); row++) {
      int[] sentence = sentences.get(row);
      int start = row * columns;
      System.arraycopy(sentence, 0, rows.ids, start, sentence.length);
      Arrays.fill(rows.mask, start, start + sentence.length, 1);
    }
    return rows;
  }

  /// A copy of all rows, one after the other.
  public int[] toArray() {
    return ids.clone();
  }

  /// The ids as a tensor, which the caller closes.
  ///
  /// @param type INT32 or INT64
  public OnnxTensor ids(OrtEnvironment environment, OnnxJavaType type) throws OrtException {
    return tensor(environment, type, ids);
  }

  /// The attention mask as a tensor, which the caller closes.
  public OnnxTensor mask(OrtEnvironment environment, OnnxJavaType type) throws OrtException {
    return tensor(environment, type, mask);
  }

  private OnnxTensor tensor(OrtEnvironment environment, OnnxJavaType type, int[] values)
      throws OrtException {
    long[] shape = {values.length / columns, columns};
    return type == OnnxJavaType.INT32
        ? OnnxTensor.createTensor(environment, IntBuffer.wrap(values), shape)
        : OnnxTensor.createTensor(
            environment, LongBuffer.wrap(Arrays.stream(values).asLongStream().toArray()), shape);
  }
}
