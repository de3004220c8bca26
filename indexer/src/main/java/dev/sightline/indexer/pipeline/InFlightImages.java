package dev.sightline.indexer.pipeline;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/// Which thread decodes which image: when the same bytes lie at several paths, the first thread
/// that reads them decodes, the others only note the path. Safe for concurrent use.
public final class InFlightImages {
  private final Predicate<String> inLibrary;
  private final Set<String> claimed = new HashSet<>();

  /// @param inLibrary whether the last commit has an image
  public InFlightImages(Predicate<String> inLibrary) {
    this.inLibrary = inLibrary;
  }

  /// Claims an image for the caller.
  ///
  /// @return whether the caller is to decode it; false when it is in the library or claimed already
  public synchronized boolean claim(String id) {
    return !claimed.contains(id) && !inLibrary.test(id) && claimed.add(id);
  }

  /// Whether somebody has claimed the image, so that it will still come or has failed.
  public synchronized boolean isClaimed(String id) {
    return claimed.contains(id);
  }

  /// Forgets claims that the library itself now answers for.
  public synchronized void release(Collection<String> committed) {
    claimed.removeAll(committed);
  }
}
