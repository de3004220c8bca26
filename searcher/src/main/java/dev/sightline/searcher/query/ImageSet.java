package dev.sightline.searcher.query;

import java.util.Collection;
import java.util.Set;

/// Images by id that a label or a concept stands for in one commit. Compared by identity: equal
/// sets of a hundred thousand need not be looked through.
public final class ImageSet {
  private final Set<String> ids;

  /// @param ids copied
  public ImageSet(Collection<String> ids) {
    this.ids = Set.copyOf(ids);
  }

  /// The ids, in no order.
  public Set<String> ids() {
    return ids;
  }
}
