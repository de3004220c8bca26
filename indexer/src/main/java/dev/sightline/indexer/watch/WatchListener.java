package dev.sightline.indexer.watch;

import dev.sightline.indexer.report.IndexProgress;
import java.util.function.Supplier;

/// Is told what a [LibraryWatch] does, on the thread that it runs on.
public interface WatchListener {
  /// Takes news.
  void tell(WatchEvent news);

  /// Is around each run, to show how far it is.
  ///
  /// @param progress of the run
  /// @param whole whether it looks at all of the library's folders
  /// @param run to be called once
  /// @return what `run` gives
  default <T> T during(IndexProgress progress, boolean whole, Supplier<T> run) {
    return run.get();
  }
}
