package dev.sightline.indexer.watch;

import dev.sightline.indexer.report.IndexReport;
import java.nio.file.Path;
import java.time.Duration;

/// What a [LibraryWatch] tells of. Everything it can say is listed here.
public sealed interface WatchEvent {
  /// It watches now; what changes from here on is noticed.
  ///
  /// @param roots folders watched
  record Watching(int roots) implements WatchEvent {}

  /// A run has ended.
  ///
  /// @param whole whether it looked at all of the library's folders, as the first one does
  record Ran(IndexReport report, boolean whole) implements WatchEvent {}

  /// Another program writes to the library; the run is tried again.
  ///
  /// @param why who it is, in one sentence
  record Waiting(String why) implements WatchEvent {}

  /// A run has failed and is tried again.
  ///
  /// @param after in which time
  record Failed(RuntimeException failure, Duration after) implements WatchEvent {}

  /// A root is not there any more; its photos stay in the library.
  record RootGone(Path root) implements WatchEvent {}

  /// A root is there again and is watched.
  record RootBack(Path root) implements WatchEvent {}

  /// The system does not tell of changes below a root; it is walked now and then.
  ///
  /// @param why what the system said
  /// @param every how often
  record NowAndThen(Path root, String why, Duration every) implements WatchEvent {}
}
