package dev.sightline.cli;

import dev.sightline.indexer.Indexer;
import dev.sightline.indexer.LibraryWatch;
import java.nio.file.Path;
import java.util.List;

/// Watches a library's folders on a thread of its own while something else goes on. Whatever
/// becomes of it, that goes on.
final class WatchBeside implements AutoCloseable {
  private final LibraryWatch watch;
  private final Thread thread;

  private WatchBeside(LibraryWatch watch, Thread thread) {
    this.watch = watch;
    this.thread = thread;
  }

  static WatchBeside start(Indexer indexer, Path library, Console console, CommonOptions common) {
    var display = WatchDisplay.besideAServer(console, common, library);
    var watch = new LibraryWatch(indexer, library, List.of(), display);
    var thread =
        Thread.ofPlatform()
            .name("sightline-watching")
            .daemon()
            .start(
                () -> {
                  try {
                    watch.run();
                  } catch (RuntimeException e) {
                    console.note(
                        "sightline: watching has ended, serving goes on: " + e.getMessage());
                  }
                });
    return new WatchBeside(watch, thread);
  }

  /// Asks it to end and waits until what it did is committed.
  @Override
  public void close() {
    watch.stop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
