package dev.sightline.searcher.duplicates;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Groups the images of a library that are the same picture, or shots of one moment.
///
/// The leader algorithm (Hartigan 1975, "Clustering Algorithms", chapter 3): pictures are taken
/// best to keep first; each joins the nearest leader that it is the same picture as, or becomes a
/// leader. So every member agrees with its leader; a chain of pictures, each a little unlike the
/// one before, is cut where it has left its leader, which linking any two that agree would not do.
/// Leaders are found by [HashIndex], so that the time grows with the pictures and not with their
/// pairs, also among thousands of copies of one.
public final class DuplicateFinder {
  private final DuplicateRule rule;

  /// @param rule what counts as the same
  public DuplicateFinder(DuplicateRule rule) {
    this.rule = rule;
  }

  /// Goes through all pictures of a source.
  public Duplicates find(CandidateSource source) {
    List<DuplicateCandidate> pictures =
        source.pictures().stream().sorted(DuplicateCandidate.BEST_FIRST).toList();
    var groups = new ArrayList<DuplicateGroup>();
    var representatives = new ArrayList<DuplicateCandidate>();
    for (SameImageFinder same : samePictures(pictures, source)) {
      representatives.add(same.dated());
      same.group(source).ifPresent(groups::add);
    }
    groups.sort(Comparator.comparingInt((DuplicateGroup it) -> it.files().size()).reversed());
    groups.addAll(new BurstFinder(rule).find(representatives, source));
    int unhashed = (int) pictures.stream().filter(it -> it.hash().isEmpty()).count();
    return new Duplicates(groups, pictures.size(), unhashed);
  }

  private List<SameImageFinder> samePictures(
      List<DuplicateCandidate> bestFirst, CandidateSource source) {
    var index = new HashIndex(DuplicateRule.FAR_BITS);
    var indexed = new ArrayList<SameImageFinder>(); // by number in the index
    var all = new ArrayList<SameImageFinder>();
    for (DuplicateCandidate picture : bestFirst) {
      var nearest = new Nearest();
      picture
          .tellingHash()
          .ifPresent(
              hash ->
                  index.forEachNear(
                      hash,
                      (number, bits) -> {
                        SameImageFinder leader = indexed.get(number);
                        if (nearest.isWorse(bits, leader) && leader.takes(picture, rule, source)) {
                          nearest.take(bits, leader);
                        }
                      }));
      Optional<SameImageFinder> leader = nearest.found();
      if (leader.isPresent()) {
        leader.get().add(picture);
        continue;
      }
      var own = new SameImageFinder(picture);
      all.add(own);
      picture
          .tellingHash()
          .ifPresent(
              hash -> {
                index.add(hash);
                indexed.add(own);
              });
    }
    return all;
  }

  /// The nearest leader so far; of two equally near ones the one that is better to keep.
  private static final class Nearest {
    private int bits = Integer.MAX_VALUE;
    private Optional<SameImageFinder> leader = Optional.empty();

    boolean isWorse(int thanBits, SameImageFinder than) {
      return thanBits < bits
          || (thanBits == bits
              && DuplicateCandidate.BEST_FIRST.compare(than.leader(), leader.orElseThrow().leader())
                  < 0);
    }

    void take(int nearerBits, SameImageFinder nearer) {
      bits = nearerBits;
      leader = Optional.of(nearer);
    }

    Optional<SameImageFinder> found() {
      return leader;
    }
  }
}
