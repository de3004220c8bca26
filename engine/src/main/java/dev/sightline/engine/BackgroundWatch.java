package dev.sightline.engine;

import dev.sightline.indexer.watch.LibraryWatch;
import dev.sightline.library.LibraryLocation;
import java.util.function.Consumer;

/// A watch of folders on a thread of its own, until it is closed.
public final class BackgroundWatch implements AutoCloseable {
  private final LibraryWatch watch;
  private final LibraryLocation location;
  private final Thread thread;

  /// Starts watching.
  ///
  /// @param location closed with this watch
  /// @param failed receives the failure that ends the watch early
  BackgroundWatch(LibraryWatch watch, LibraryLocation location, Consumer<RuntimeException> failed) {
    this.watch = watch;
    this.location = location;
    this.thread =
        Thread.ofPlatform()
            .name("sightline-watching")
            .daemon()
            .start(
                () -> {
                  try {
                    watch.run();
                  } catch (RuntimeException e) {
                    failed.accept(e);
                  }
                });
  }

  /// Ends the watch and waits until its last index run is committed.
  @Override
  public void close() {
    watch.stop();
    try (location) {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
