package dev.sightline.indexer;

import java.nio.file.Path;
import java.time.Duration;

/// What a [LibraryWatch] tells of. Everything it can say is listed here.
public sealed interface WatchNews {
  /// It watches now; what changes from here on is noticed.
  ///
  /// @param roots folders watched
  record Watching(int roots) implements WatchNews {}

  /// A run has ended.
  ///
  /// @param whole whether it looked at all of the library's folders, as the first one does
  record Ran(IndexReport report, boolean whole) implements WatchNews {}

  /// Another program writes to the library; the run is tried again.
  ///
  /// @param why who it is, in one sentence
  record Waiting(String why) implements WatchNews {}

  /// A run has failed and is tried again.
  ///
  /// @param after in which time
  record Failed(RuntimeException failure, Duration after) implements WatchNews {}

  /// A root is not there any more; its photos stay in the library.
  record RootGone(Path root) implements WatchNews {}

  /// A root is there again and is watched.
  record RootBack(Path root) implements WatchNews {}

  /// The system does not tell of changes below a root; it is walked now and then.
  ///
  /// @param why what the system said
  /// @param every how often
  record NowAndThen(Path root, String why, Duration every) implements WatchNews {}
}
