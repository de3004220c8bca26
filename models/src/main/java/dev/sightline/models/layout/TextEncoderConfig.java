package dev.sightline.models.layout;

import java.nio.file.Path;
import java.util.Optional;

/// The description of a text encoder, as the files of a model state it.
///
/// @param graph the text encoder's ONNX file
/// @param tokenizer the tokenizer's file
/// @param vocabulary the kind of that file
/// @param context maximum number of tokens of a sentence
/// @param length number of tokens that the text encoder needs
/// @param padToken spelling of the padding token; the default of the tokenizer where the files do
///     not state it
public record TextEncoderConfig(
    Path graph,
    Path tokenizer,
    Vocabulary vocabulary,
    int context,
    Length length,
    Optional<String> padToken) {

  /// The form in which a tokenizer is published.
  public enum Vocabulary {
    /// `tokenizer.json` of CLIP's own byte-pair tokenizer.
    CLIP_JSON("CLIP's byte pairs"),
    /// OpenAI's merge list, as open_clip ships it.
    MERGE_LIST("open_clip's byte pairs"),
    /// `tokenizer.json` of a SentencePiece model (SigLIP, SigLIP2, multilingual text encoders).
    SENTENCE_PIECE("SentencePiece");

    private final String title;

    Vocabulary(String title) {
      this.title = title;
    }

    /// The name for users.
    @Override
    public String toString() {
      return title;
    }
  }

  /// The number of tokens that a text encoder needs.
  public enum Length {
    /// No padding: attention is causal and the output is taken at the end token, so padding has no
    /// effect and a short sentence costs less.
    ACTUAL,
    /// The whole context, padded.
    FULL_CONTEXT,
    /// The files do not state it; it is measured when the encoder is loaded.
    UNKNOWN
  }
}
