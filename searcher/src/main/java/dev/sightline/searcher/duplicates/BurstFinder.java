package dev.sightline.searcher.duplicates;

import dev.sightline.searcher.duplicates.DuplicateGroup.Member;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Groups shots of one moment: pictures in order of camera and time are gone through once, and each
/// is compared with the first of the burst that is going on.
final class BurstFinder {
  private static final Comparator<DuplicateCandidate> BY_TIME =
      Comparator.comparing(DuplicateCandidate::camera)
          .thenComparing(picture -> picture.taken().orElse(LocalDateTime.MIN))
          .thenComparing(DuplicateCandidate::id);

  /// So many shots between two of one burst are looked past at most: where a clock has stopped,
  /// thousands bear one time.
  private static final int BETWEEN = 100;

  private final DuplicateRule rule;

  BurstFinder(DuplicateRule rule) {
    this.rule = rule;
  }

  /// @param pictures no two of them the same picture
  List<DuplicateGroup> find(List<DuplicateCandidate> pictures, CandidateSource source) {
    List<DuplicateCandidate> byTime =
        pictures.stream().filter(it -> it.taken().isPresent()).sorted(BY_TIME).toList();
    var groups = new ArrayList<DuplicateGroup>();
    var taken = new boolean[byTime.size()];
    for (int i = 0; i < taken.length; i++) {
      if (!taken[i]) {
        List<DuplicateCandidate> burst = from(i, byTime, taken, source);
        if (burst.size() > 1) {
          groups.add(group(burst, source));
        }
      }
    }
    return groups;
  }

  /// The burst that begins with a picture; others may lie between its shots, as when a camera's
  /// clock has only seconds and two people share it.
  private List<DuplicateCandidate> from(
      int first, List<DuplicateCandidate> byTime, boolean[] taken, CandidateSource all) {
    var burst = new ArrayList<DuplicateCandidate>(List.of(byTime.get(first)));
    int last = first;
    for (int i = first + 1; i < taken.length && i - last <= BETWEEN; i++) {
      if (!rule.mayFollow(burst.getLast(), byTime.get(i))) {
        break;
      }
      if (!taken[i] && rule.showTheSame(all.cosine(burst.getFirst(), byTime.get(i)))) {
        burst.add(byTime.get(i));
        taken[i] = true;
        last = i;
      }
    }
    return burst;
  }

  private static DuplicateGroup group(List<DuplicateCandidate> burst, CandidateSource source) {
    var files = new ArrayList<Member>();
    for (DuplicateCandidate picture :
        burst.stream().sorted(DuplicateCandidate.BEST_FIRST).toList()) {
      var image = source.image(picture);
      files.add(new Member(image, KeptFile.of(image)));
    }
    return new DuplicateGroup(DuplicateKind.BURST, files, KeptReason.of(files));
  }
}
