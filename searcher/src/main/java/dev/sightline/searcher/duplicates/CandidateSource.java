package dev.sightline.searcher.duplicates;

import dev.sightline.library.image.IndexedImage;
import java.util.List;

/// Where pictures come from: one commit of a library.
public interface CandidateSource {
  /// All of them, in any order.
  List<DuplicateCandidate> pictures();

  /// The cosine of the embeddings of two of the pictures; -1 when one has none.
  double cosine(DuplicateCandidate one, DuplicateCandidate other);

  /// The image of one of the pictures.
  IndexedImage image(DuplicateCandidate picture);
}
