package dev.sightline.models.tokenizer;

/// Turns a sentence into the ids that a text encoder reads. Safe for concurrent [#encode]; whoever
/// was given one closes it, after the last `encode` has returned.
public sealed interface ClipTokenizer extends AutoCloseable
    permits BytePairTokenizer, SentencePieceTokenizer {

  /// Turns a sentence into ids, special tokens included, nothing filled up. A sentence that is too
  /// long is cut.
  ///
  /// @return at most [#context] ids
  int[] encode(String sentence);

  /// The most ids that [#encode] gives.
  int context();

  /// The id that fills up a sentence which is shorter than the text encoder wants.
  int padId();

  /// Gives native memory back, if the tokenizer has any.
  @Override
  default void close() {}
}
