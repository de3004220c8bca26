package dev.sightline.indexer.watch;

import dev.sightline.indexer.report.IndexReport;
import java.nio.file.Path;
import java.time.Duration;

/// An event of a [LibraryWatch].
public sealed interface WatchEvent {
  /// The watch has started; changes from now on are detected.
  ///
  /// @param roots number of watched roots
  record Watching(int roots) implements WatchEvent {}

  /// A run has ended.
  ///
  /// @param whole whether it was a full run, as the first one is
  record Ran(IndexReport report, boolean whole) implements WatchEvent {}

  /// Another program writes to the library; the run is tried again.
  ///
  /// @param why the program, in one sentence
  record Waiting(String why) implements WatchEvent {}

  /// A run has failed and is tried again.
  ///
  /// @param after delay of the retry
  record Failed(RuntimeException failure, Duration after) implements WatchEvent {}

  /// A root is missing; its photos stay in the library.
  record RootGone(Path root) implements WatchEvent {}

  /// A root exists again and is watched.
  record RootBack(Path root) implements WatchEvent {}

  /// The system does not report changes below a root; it is walked periodically.
  ///
  /// @param why the reason of the system
  /// @param every interval of the walks
  record Polling(Path root, String why, Duration every) implements WatchEvent {}
}
