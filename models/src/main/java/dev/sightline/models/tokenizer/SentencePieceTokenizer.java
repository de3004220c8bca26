package dev.sightline.models.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.sightline.models.layout.InvalidModelException;
import dev.sightline.models.layout.TextEncoderConfig;
import dev.sightline.models.layout.TokenizerSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The tokenizer of a SentencePiece vocabulary in `tokenizer.json` (Unigram for SigLIP, byte pairs
/// for SigLIP2), implemented by Hugging Face's tokenizers through DJL. Their 15 MB of native code
/// are unpacked and loaded only when such a model is used.
///
/// Special tokens in a sentence are special tokens: `</s>` is both end and padding of SigLIP, and
/// cuts nothing, because the output is taken at the last position.
///
/// DJL would report each start to its developers, and download other native libraries where it
/// finds a GPU; both are disabled before its first class is loaded.
final class SentencePieceTokenizer implements ClipTokenizer {
  private final HuggingFaceTokenizer tokenizer; // owned, closed in close()
  private final int context;
  private final int padId;

  private SentencePieceTokenizer(HuggingFaceTokenizer tokenizer, int context, int padId) {
    this.tokenizer = tokenizer;
    this.context = context;
    this.padId = padId;
  }

  /// Loads the tokenizer of a text encoder.
  ///
  /// @throws InvalidModelException if the file is damaged, of another kind, or lacks the padding
  ///     token
  static SentencePieceTokenizer load(TextEncoderConfig text) {
    Path file = text.tokenizer();
    TokenizerSummary outline = TokenizerSummary.read(file);
    if (!outline.modelType().equals("Unigram") && !outline.modelType().equals("BPE")) {
      throw InvalidModelException.unexpected(
          file, "model.type", outline.modelType(), "Unigram or BPE");
    }
    String padToken =
        text.padToken()
            .orElseThrow(
                () ->
                    InvalidModelException.unexpected(
                        file.resolveSibling("tokenizer_config.json"),
                        "pad_token",
                        "nothing",
                        "a token of tokenizer.json"));
    Integer padId = outline.addedIds().get(padToken);
    if (padId == null) {
      throw InvalidModelException.unexpected(
          file.resolveSibling("tokenizer_config.json"),
          "pad_token",
          padToken,
          "one of " + outline.addedIds().keySet().stream().sorted().toList());
    }
    return new SentencePieceTokenizer(open(file, text.context()), text.context(), padId);
  }

  /// Opened from a stream, so that DJL does not apply configurations in the same folder.
  private static HuggingFaceTokenizer open(Path file, int context) {
    stayOffline();
    Map<String, String> options =
        Map.of(
            "truncation",
            "true",
            "padding",
            "false",
            "maxLength",
            Integer.toString(context),
            "modelMaxLength",
            Integer.toString(context));
    try (var in = Files.newInputStream(file)) {
      return HuggingFaceTokenizer.newInstance(in, options);
    } catch (IOException | RuntimeException e) {
      throw InvalidModelException.unreadable(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static void stayOffline() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
  }

  @Override
  public int[] encode(String sentence) {
    long[] ids = tokenizer.encode(sentence).getIds();
    var narrow = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      narrow[i] = Math.toIntExact(ids[i]);
    }
    return narrow;
  }

  @Override
  public int context() {
    return context;
  }

  @Override
  public int padId() {
    return padId;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
