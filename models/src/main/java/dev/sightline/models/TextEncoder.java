package dev.sightline.models;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import dev.sightline.models.cache.ModelCache;
import dev.sightline.models.layout.InvalidModelException;
import dev.sightline.models.layout.TextEncoderConfig;
import dev.sightline.models.onnx.EncodingException;
import dev.sightline.models.onnx.GraphRole;
import dev.sightline.models.onnx.Measurements;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.models.onnx.OnnxGraph;
import dev.sightline.models.onnx.OptimizedGraph;
import dev.sightline.models.tokenizer.ClipTokenizer;
import dev.sightline.models.tokenizer.TokenRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The text encoder of one CLIP model, tokenizer included. Owns its ONNX session and the tokenizer.
/// Safe for concurrent [#encode]; call [#close] once, after the last `encode` has returned.
///
/// **Padding.** CLIP's text encoder is causal and its output is taken at the end token, so a short
/// sentence may be run without padding, which costs a fraction of the 77 positions. This is wrong
/// for encoders that are not causal (SigLIP, most of MobileCLIP), and published configurations do
/// not state which those are. Therefore a graph of fixed length, and a model known not to be
/// causal, gets the whole context, padded. A model known to be causal gets no padding. Any other
/// model is tested when it is loaded: two sentences with and without padding must give the same
/// vectors; the answer is stored under the hash of the graph ([Measurements]).
public final class TextEncoder implements AutoCloseable {
  /// UTF-8 bytes per UTF-16 unit, the most tokens that it can become: a token is at least one byte.
  private static final int MOST_TOKENS_A_CHARACTER = 3;

  private static final List<String> TRIED = List.of("a dog", "two red cars beside a house");

  private final OnnxGraph graph;
  private final ClipTokenizer tokenizer;
  private final boolean fillsContext;
  private final boolean oneByOne;
  private final OnnxJavaType
      maskType; // asking the session each time would cost more than a token does
  private final Optional<TextAdapter> adapter;

  private TextEncoder(
      OnnxGraph graph, ClipTokenizer tokenizer, boolean fillsContext, boolean oneByOne) {
    this(graph, tokenizer, fillsContext, oneByOne, Optional.empty());
  }

  private TextEncoder(
      OnnxGraph graph,
      ClipTokenizer tokenizer,
      boolean fillsContext,
      boolean oneByOne,
      Optional<TextAdapter> adapter) {
    this.graph = graph;
    this.adapter = adapter;
    this.tokenizer = tokenizer;
    this.fillsContext = fillsContext;
    this.oneByOne = oneByOne;
    this.maskType = graph.takesMask() ? graph.maskType() : OnnxJavaType.INT64;
  }

  /// @param tokenizer owned by the encoder; closed if loading fails
  /// @param measured stores what is measured by running the graph
  /// @param graphHash key of the stored answers and of the optimized copy of the graph
  /// @param cache stores that copy
  static TextEncoder load(
      TextEncoderConfig text,
      ModelOptions options,
      ClipTokenizer tokenizer,
      Measurements measured,
      String graphHash,
      ModelCache cache) {
    try {
      var graph =
          OptimizedGraph.load(text.graph(), graphHash, cache, options, GraphRole.TEXT)
              .orElseGet(() -> OnnxGraph.load(text.graph(), options, GraphRole.TEXT));
      try {
        checkInput(text, graph);
        return measured(text, graph, tokenizer, measured, graphHash);
      } catch (RuntimeException e) {
        graph.close();
        throw e;
      }
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  private static void checkInput(TextEncoderConfig text, OnnxGraph graph) {
    boolean takesIds =
        graph.inputShape().length == 2
            && (graph.inputType() == OnnxJavaType.INT64 || graph.inputType() == OnnxJavaType.INT32);
    if (!takesIds) {
      throw InvalidModelException.unexpected(
          text.graph(), "input type", graph.inputType(), "int64 or int32 [batch, sequence]");
    }
    long sequence = graph.inputShape()[1];
    if (sequence != -1 && sequence != text.context()) {
      throw InvalidModelException.unexpected(
          text.graph(),
          "input shape",
          Arrays.toString(graph.inputShape()),
          "[batch, %d] as its configuration says".formatted(text.context()));
    }
    if (graph.takesMask()
        && graph.maskType() != OnnxJavaType.INT64
        && graph.maskType() != OnnxJavaType.INT32) {
      throw InvalidModelException.unexpected(
          text.graph(), "type of attention_mask", graph.maskType(), "int64 or int32");
    }
  }

  private static TextEncoder measured(
      TextEncoderConfig text,
      OnnxGraph graph,
      ClipTokenizer tokenizer,
      Measurements measured,
      String graphHash) {
    boolean one = graph.inputShape()[0] == 1;
    var filled = new TextEncoder(graph, tokenizer, true, one);
    var actual = new TextEncoder(graph, tokenizer, false, one);
    boolean fills =
        graph.inputShape()[1] != -1
            || switch (text.length()) {
              case FULL_CONTEXT -> true;
              case ACTUAL -> false;
              case UNKNOWN ->
                  !measured.remembered(
                      "sentences may be run at their own length, filled with %d, %s"
                          .formatted(tokenizer.padId(), graphHash),
                      () -> actual.agreesWith(filled));
            };
    TextEncoder chosen = fills ? filled : actual;
    if (one) {
      return chosen;
    }
    boolean independent =
        measured.remembered(
            "sentences of one batch are independent, " + graphHash, chosen::isIndependent);
    return independent ? chosen : new TextEncoder(graph, tokenizer, fills, true);
  }

  /// This encoder with an adapter. It replaces this one, so that only one of them is closed.
  TextEncoder with(TextAdapter map) {
    return new TextEncoder(graph, tokenizer, fillsContext, oneByOne, Optional.of(map));
  }

  private boolean agreesWith(TextEncoder other) {
    return TRIED.stream()
        .allMatch(sentence -> Measurements.same(encode(sentence), other.encode(sentence)));
  }

  /// Whether the vector of a sentence is independent of the others in its batch; see
  /// `ImageEncoder.isIndependent`.
  private boolean isIndependent() {
    float[][] together = encode(TRIED);
    return IntStream.range(0, together.length)
        .allMatch(i -> Measurements.same(together[i], encode(TRIED.get(i))));
  }

  /// The tokenizer of the encoder.
  public ClipTokenizer tokenizer() {
    return tokenizer;
  }

  /// The dimension of an embedding.
  public int dimension() {
    return graph.dimension();
  }

  /// Whether every sentence is padded to the whole context.
  boolean fillsContext() {
    return fillsContext;
  }

  /// Splits a sentence that is too long for the context at spaces into parts that fit. A sentence
  /// that fills the context to the last token counts as too long, because the tokenizer does not
  /// report whether it truncated the sentence. A single word that is too long stays as it is.
  ///
  /// @return the sentence itself, or its parts in order
  public List<String> partsOf(String sentence) {
    if (sentence.length() * MOST_TOKENS_A_CHARACTER < tokenizer.context() || fits(sentence)) {
      return List.of(sentence);
    }
    String[] words = sentence.strip().split("\\s+");
    var parts = new ArrayList<String>();
    int from = 0;
    while (from < words.length) {
      int fitting = from + 1;
      int tooMany = words.length + 1;
      while (tooMany - fitting > 1) {
        int middle = (fitting + tooMany) >>> 1;
        if (fits(joined(words, from, middle))) {
          fitting = middle;
        } else {
          tooMany = middle;
        }
      }
      parts.add(joined(words, from, fitting));
      from = fitting;
    }
    return List.copyOf(parts);
  }

  private static String joined(String[] words, int from, int to) {
    return String.join(" ", Arrays.copyOfRange(words, from, to));
  }

  private boolean fits(String sentence) {
    return tokenizer.encode(sentence).length < tokenizer.context();
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
    float[][] vectors = oneByOne ? runOneByOne(ids) : run(ids);
    adapter.ifPresent(map -> Arrays.setAll(vectors, i -> map.apply(vectors[i])));
    return vectors;
  }

  private float[][] runOneByOne(List<int[]> ids) {
    var vectors = new float[ids.size()][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = run(ids.subList(i, i + 1))[0];
    }
    return vectors;
  }

  /// The padded token ids of a batch.
  TokenRows rows(List<int[]> ids) {
    int longest = ids.stream().mapToInt(row -> row.length).max().orElse(0);
    return TokenRows.of(ids, fillsContext ? tokenizer.context() : longest, tokenizer.padId());
  }

  private float[][] run(List<int[]> ids) {
    TokenRows rows = rows(ids);
    var environment = graph.environment();
    try (var tensor = rows.ids(environment, graph.inputType())) {
      if (!graph.takesMask()) {
        return graph.run(tensor, ids.size());
      }
      try (var mask = rows.mask(environment, maskType)) {
        return graph.run(tensor, mask, ids.size());
      }
    } catch (OrtException e) {
      throw new EncodingException("the sentence could not be handed to the model", e);
    }
  }

  @Override
  public void close() {
    graph.close();
    tokenizer.close();
  }
}
