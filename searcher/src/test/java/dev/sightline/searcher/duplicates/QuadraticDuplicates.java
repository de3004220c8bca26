package dev.sightline.searcher.duplicates;

import dev.sightline.library.image.ImageHash;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The slow, obvious answer: every picture is compared with every leader. For pictures without
/// times.
public final class QuadraticDuplicates {
  private QuadraticDuplicates() {}

  /// Groups of several pictures as `re-encoded: ids`, best first.
  public static List<String> of(CandidateSource source) {
    var groups = new ArrayList<List<DuplicateCandidate>>();
    for (DuplicateCandidate picture :
        source.pictures().stream().sorted(DuplicateCandidate.BEST_FIRST).toList()) {
      List<DuplicateCandidate> nearest = null;
      for (List<DuplicateCandidate> group : groups) {
        DuplicateCandidate leader = group.getFirst();
        if (agree(leader, picture, source)
            && (nearest == null || bits(leader, picture) < bits(nearest.getFirst(), picture))) {
          nearest = group;
        }
      }
      if (nearest == null) {
        groups.add(new ArrayList<>(List.of(picture)));
      } else {
        nearest.add(picture);
      }
    }
    return groups.stream()
        .filter(group -> group.size() > 1)
        .map(
            group ->
                "re-encoded: "
                    + group.stream().map(DuplicateCandidate::id).collect(Collectors.joining(" ")))
        .toList();
  }

  private static boolean agree(
      DuplicateCandidate one, DuplicateCandidate other, CandidateSource source) {
    int bits = bits(one, other);
    double cosine = source.cosine(one, other);
    return (bits <= 24 && cosine >= 0.6) || (bits <= 44 && cosine >= 0.94);
  }

  private static int bits(DuplicateCandidate one, DuplicateCandidate other) {
    ImageHash hash = one.hash().orElseThrow();
    return hash.distance(other.hash().orElseThrow());
  }
}
