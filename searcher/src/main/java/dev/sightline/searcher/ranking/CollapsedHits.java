package dev.sightline.searcher.ranking;

import dev.sightline.base.vectors.Vectors;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.StoredVector;
import dev.sightline.searcher.duplicates.DuplicateCandidate;
import dev.sightline.searcher.duplicates.DuplicateRule;
import dev.sightline.searcher.retrieval.Retriever;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Folds hits that are the same picture, or shots of one moment, into the best ranked of them, by
/// the rule that duplicates are found by. Decided among the hits alone, two by two: hashes and
/// times rule nearly all pairs out before a vector is looked at.
final class CollapsedHits {
  private final Retriever library;
  private final DuplicateRule rule = DuplicateRule.DEFAULT;
  private final Map<String, float[]> vectors = new HashMap<>();
  private final List<Fold> folds = new ArrayList<>();
  private int shownBefore;
  private int taken;

  CollapsedHits(Retriever library) {
    this.library = library;
  }

  /// A hit that stays, and the pictures that were folded into it.
  private record Fold(
      Answer.Hit hit,
      DuplicateCandidate leader,
      List<DuplicateCandidate> all,
      List<IndexedImage> folded) {}

  /// Takes hits in order of rank, up to the first that would need one more place than there are.
  ///
  /// @param k places
  /// @param before how many folded hits lie before the first place
  /// @return whether there was such a hit
  boolean take(List<Answer.Hit> hits, int k, int before) {
    shownBefore = before;
    for (Answer.Hit hit : hits) {
      var picture = DuplicateCandidate.of(hit.rank(), hit.image());
      var fold = folds.stream().filter(it -> takes(it, picture)).findFirst();
      if (fold.isPresent()) {
        fold.get().all().add(picture);
        fold.get().folded().add(hit.image());
      } else if (folds.size() < k) {
        folds.add(new Fold(hit, picture, new ArrayList<>(List.of(picture)), new ArrayList<>()));
      } else {
        return true;
      }
      taken++;
    }
    return false;
  }

  /// How many hits were taken.
  int taken() {
    return taken;
  }

  /// The hits that stay, ranked anew.
  List<Answer.Hit> hits() {
    var collapsed = new ArrayList<Answer.Hit>();
    for (Fold fold : folds) {
      collapsed.add(fold.hit().with(shownBefore + collapsed.size() + 1, fold.folded()));
    }
    return List.copyOf(collapsed);
  }

  private boolean takes(Fold fold, DuplicateCandidate picture) {
    if (rule.isSamePicture(fold.leader(), picture, () -> cosine(fold.leader(), picture))) {
      return true;
    }
    return fold.all().stream().anyMatch(it -> rule.mayFollow(it, picture))
        && rule.showTheSame(cosine(fold.leader(), picture));
  }

  private double cosine(DuplicateCandidate one, DuplicateCandidate other) {
    return Vectors.dot(vector(one.id()), vector(other.id()));
  }

  private float[] vector(String id) {
    return vectors.computeIfAbsent(
        id,
        it ->
            library
                .stored(it)
                .map(StoredVector::vector)
                .orElseGet(() -> new float[library.state().model().dimension()]));
  }
}
