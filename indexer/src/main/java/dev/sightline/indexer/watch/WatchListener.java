package dev.sightline.indexer.watch;

import dev.sightline.indexer.report.IndexProgress;
import java.util.function.Supplier;

/// Receives the events of a [LibraryWatch], on its thread.
public interface WatchListener {
  /// Receives an event.
  void tell(WatchEvent event);

  /// Wraps each run, to show its progress.
  ///
  /// @param progress progress of the run
  /// @param whole whether it is a full run
  /// @param run to be called once
  /// @return the result of `run`
  default <T> T during(IndexProgress progress, boolean whole, Supplier<T> run) {
    return run.get();
  }
}
