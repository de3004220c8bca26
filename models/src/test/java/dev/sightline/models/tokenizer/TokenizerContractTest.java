package dev.sightline.models.tokenizer;

import java.util.List;
import org.junit.jupiter.api.Nested;

/// The contract of [ClipTokenizer] for each kind of vocabulary.
class TokenizerContractTest {
  private static final int CLIP_START = 49406;
  private static final int CLIP_END = 49407;
  private static final int SIGLIP_END = 1;

  @Nested
  class BytePairsOfTokenizerJson extends ClipTokenizerContract {
    BytePairsOfTokenizerJson() {
      super("hf-clip", List.of(CLIP_START), CLIP_END);
    }
  }

  @Nested
  class BytePairsOfMergeList extends ClipTokenizerContract {
    BytePairsOfMergeList() {
      super("openclip-256", List.of(CLIP_START), CLIP_END);
    }
  }

  @Nested
  class SentencePiece extends ClipTokenizerContract {
    SentencePiece() {
      super("siglip", List.of(), SIGLIP_END);
    }
  }
}
