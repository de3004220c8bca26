package dev.sightline.searcher.duplicates;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What was found in a library.
///
/// @param groups identical and re-encoded ones first, the largest first, then bursts; a picture is
///     in one group of the first two kinds at most, and may stand for it in a burst
/// @param images how many were looked at
/// @param unhashed how many of them have no perceptual hash, so that only copies of the same bytes
///     and bursts can be told of them
public record Duplicates(List<DuplicateGroup> groups, int images, int unhashed) {
  /// Copies the list.
  public Duplicates {
    groups = List.copyOf(groups);
  }

  /// Ids of the images that are the same picture as another, or lie at several paths. Shots of a
  /// burst are different photos and not among them.
  public Set<String> ids() {
    return groups.stream()
        .filter(group -> group.kind() != DuplicateKind.BURST)
        .flatMap(group -> group.files().stream())
        .map(member -> member.image().id())
        .collect(Collectors.toUnmodifiableSet());
  }
}
