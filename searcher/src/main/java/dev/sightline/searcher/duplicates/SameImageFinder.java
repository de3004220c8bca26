package dev.sightline.searcher.duplicates;

import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.searcher.duplicates.DuplicateGroup.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Images that are one picture: a leader, best to keep, and those that agree with it.
final class SameImageFinder {
  private final List<DuplicateCandidate> members = new ArrayList<>(1);

  /// One of those that say when it was taken; the leader may not.
  private Optional<DuplicateCandidate> dated;

  SameImageFinder(DuplicateCandidate leader) {
    members.add(leader);
    dated = Optional.of(leader).filter(it -> it.taken().isPresent());
  }

  DuplicateCandidate leader() {
    return members.getFirst();
  }

  /// The best that says when it was taken, else the leader.
  DuplicateCandidate dated() {
    return dated.orElse(leader());
  }

  /// Whether a picture belongs here. A leader without a time must not bring shots of two moments
  /// together.
  boolean takes(DuplicateCandidate picture, DuplicateRule rule, CandidateSource source) {
    return !DuplicateRule.areDifferent(dated().taken(), picture.taken())
        && rule.isSamePicture(leader(), picture, () -> source.cosine(leader(), picture));
  }

  void add(DuplicateCandidate picture) {
    members.add(picture);
    if (dated.isEmpty() && picture.taken().isPresent()) {
      dated = Optional.of(picture);
    }
  }

  /// The group of all files, if there are several.
  Optional<DuplicateGroup> group(CandidateSource source) {
    if (members.size() == 1 && leader().files() == 1) {
      return Optional.empty();
    }
    var files = new ArrayList<Member>();
    for (DuplicateCandidate picture : members) {
      IndexedImage image = source.image(picture);
      for (IndexedFile file : KeptFile.bestFirst(image)) {
        files.add(new Member(image, file));
      }
    }
    return Optional.of(
        new DuplicateGroup(
            members.size() == 1 ? DuplicateKind.IDENTICAL : DuplicateKind.RE_ENCODED,
            files,
            KeptReason.of(files)));
  }
}
