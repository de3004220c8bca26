package dev.sightline.indexer.pipeline;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/// Content ids of the images that a run is decoding or has decoded since the last commit. When the
/// same bytes lie at several paths, the first thread that reads them decodes; the others only
/// report the path. Safe for concurrent use.
public final class InFlightImages {
  private final Predicate<String> committed;
  private final Set<String> inFlight = new HashSet<>();

  /// @param committed whether the last commit of the library contains an image
  public InFlightImages(Predicate<String> committed) {
    this.committed = committed;
  }

  /// Marks an image as in flight.
  ///
  /// @return whether the caller has to decode it; false when the library has it or it is in flight
  ///     already
  public synchronized boolean start(String id) {
    return !inFlight.contains(id) && !committed.test(id) && inFlight.add(id);
  }

  /// Whether an image is in flight.
  public synchronized boolean contains(String id) {
    return inFlight.contains(id);
  }

  /// Removes images that were committed, or whose decoding will be tried again.
  public synchronized void finish(Collection<String> ids) {
    inFlight.removeAll(ids);
  }
}
