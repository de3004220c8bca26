package dev.sightline.searcher.retrieval;

import dev.sightline.library.VectorStorage;

/// How many neighbours to return, and how hard to look for them.
///
/// @param k results wanted, at least 1
/// @param efSearch candidates kept on the HNSW walk (`ef`, Malkov and Yashunin 2016), at least `k`
public record SearchBudget(int k, int efSearch) {
  private static final int FOR_PICTURES = 64;
  private static final int FOR_WORDS = 128;

  /// Checks both.
  public SearchBudget {
    if (k < 1 || efSearch < k) {
      throw new IllegalArgumentException(
          "need 1 <= k <= efSearch, got k=%d, efSearch=%d".formatted(k, efSearch));
    }
  }

  /// The budget of an ordinary search for a text over full vectors.
  public static SearchBudget of(int k) {
    return forWords(k, VectorStorage.FLOAT32);
  }

  /// The budget for a vector that is made of sentences, at least in part. It lies away from the
  /// images that it should find and needs about twice the candidates of a picture: on 100,000
  /// embeddings of real photos recall@10 is 0.977 with 64 and 0.993 with 128, over one-bit vectors
  /// 0.994 with 512 (`docs/explanation/performance/vector-search.md`).
  public static SearchBudget forWords(int k, VectorStorage vectors) {
    return atLeast(vectors == VectorStorage.BIT1 ? 4 * FOR_WORDS : FOR_WORDS, k, vectors);
  }

  /// The budget for a vector that is made of pictures alone: recall@10 is 0.992 with 64, over
  /// one-bit vectors 0.993 with 128.
  public static SearchBudget forPictures(int k, VectorStorage vectors) {
    return atLeast(vectors == VectorStorage.BIT1 ? 2 * FOR_PICTURES : FOR_PICTURES, k, vectors);
  }

  private static SearchBudget atLeast(int least, int k, VectorStorage vectors) {
    long several = vectors == VectorStorage.BIT1 ? 4L * k : 2L * k;
    return new SearchBudget(k, Math.clamp(several, least, Integer.MAX_VALUE));
  }
}
