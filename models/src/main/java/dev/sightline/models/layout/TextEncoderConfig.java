package dev.sightline.models.layout;

import java.nio.file.Path;
import java.util.Optional;

/// What a model's files say about its text encoder.
///
/// @param graph the text encoder's ONNX file
/// @param tokenizer the tokenizer's file
/// @param vocabulary what kind of file that is
/// @param context the most tokens of a sentence
/// @param length how many tokens the text encoder wants to see
/// @param padToken how the token that short sentences are filled with is spelled; the tokenizer's
///     usual one where the files do not tell
public record TextEncoderConfig(
    Path graph,
    Path tokenizer,
    Vocabulary vocabulary,
    int context,
    Length length,
    Optional<String> padToken) {

  /// How a tokenizer is published.
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

    /// As people read it.
    @Override
    public String toString() {
      return title;
    }
  }

  /// How many tokens a text encoder wants to see.
  public enum Length {
    /// As many as there are: attention is causal and the sentence is read off at its end token, so
    /// what follows cannot change it, and a short sentence costs less.
    ACTUAL,
    /// Always the whole context, filled up.
    FULL_CONTEXT,
    /// The files do not tell; the encoder finds out when it is loaded.
    UNKNOWN
  }
}
