package dev.sightline.cli.index;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.indexer.Indexer;
import dev.sightline.indexer.watch.LibraryWatch;
import dev.sightline.library.LibraryLocation;
import java.util.List;

/// Watches a library's folders on a thread of its own while something else goes on. Whatever
/// becomes of it, that goes on.
public final class WatchBeside implements AutoCloseable {
  private final LibraryWatch watch;
  private final LibraryLocation library;
  private final Thread thread;

  private WatchBeside(LibraryWatch watch, LibraryLocation library, Thread thread) {
    this.watch = watch;
    this.library = library;
    this.thread = thread;
  }

  /// @param library is closed with the watch
  public static WatchBeside start(
      Indexer indexer, LibraryLocation library, Console console, CommonOptions common) {
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
    return new WatchBeside(watch, library, thread);
  }

  /// Asks it to end and waits until what it did is committed.
  @Override
  public void close() {
    watch.stop();
    try (library) {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
