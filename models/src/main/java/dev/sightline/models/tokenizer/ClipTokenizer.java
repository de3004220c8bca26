package dev.sightline.models.tokenizer;

/// Converts a sentence to the token ids of a text encoder. Safe for concurrent [#encode]; the owner
/// closes it after the last `encode` has returned.
public sealed interface ClipTokenizer extends AutoCloseable
    permits BytePairTokenizer, SentencePieceTokenizer {

  /// Converts a sentence to ids, including special tokens, without padding. A sentence that is too
  /// long is truncated.
  ///
  /// @return at most [#context] ids
  int[] encode(String sentence);

  /// The maximum number of ids that [#encode] returns.
  int context();

  /// The id of the padding token.
  int padId();

  /// Frees native memory, if the tokenizer has any.
  @Override
  default void close() {}
}
