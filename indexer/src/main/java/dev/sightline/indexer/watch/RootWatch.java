package dev.sightline.indexer.watch;

import dev.sightline.images.ImageFormats;
import dev.sightline.indexer.walk.FolderWalk;
import dev.sightline.indexer.walk.IgnoredFolders;
import dev.sightline.indexer.walk.TakeoutNames;
import dev.sightline.library.LibraryRoot;
import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryChangeEvent.EventType;
import io.methvin.watcher.DirectoryWatcher;
import io.methvin.watcher.visitor.FileTreeVisitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Receives changes below one root from the operating system, and records the relevant ones in a
/// [PendingChanges]. It watches only the folders that a walk enters: inotify needs one watch per
/// folder, and folders such as `@eaDir` change all the time.
///
/// The events come from directory-watcher: FSEvents on macOS, the watch service of the JDK on other
/// systems and where FSEvents is not available. See `docs/decisions/0017-watching.md`.
final class RootWatch implements AutoCloseable {
  private static final boolean ON_MAC =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");

  private final LibraryRoot root;
  private final Set<Path> otherRoots;
  private final FolderWalk names;
  private final PendingChanges changes;
  private final LongSupplier clock;
  private final Set<Path> links = ConcurrentHashMap.newKeySet();
  private @Nullable DirectoryWatcher watcher;
  private volatile boolean running;
  private volatile boolean stale;

  private RootWatch(
      LibraryRoot root, Set<Path> otherRoots, PendingChanges changes, LongSupplier clock) {
    this.root = root;
    this.otherRoots = otherRoots;
    this.names = new FolderWalk(root, otherRoots, false);
    this.changes = changes;
    this.clock = clock;
  }

  /// Starts to watch a root; changes after this method returns are recorded.
  ///
  /// @param otherRoots folders that are not entered
  /// @param clock the clock of the pending changes
  /// @throws IOException if the system has no more watches, or cannot watch this folder
  static RootWatch start(
      LibraryRoot root, Set<Path> otherRoots, PendingChanges changes, LongSupplier clock)
      throws IOException {
    var watch = new RootWatch(root, otherRoots, changes, clock);
    try {
      watch.begin(watch.builder().build());
    } catch (LinkageError e) { // no native library for FSEvents on this machine
      watch.begin(watch.builder().watchService(FileSystems.getDefault().newWatchService()).build());
    }
    return watch;
  }

  private DirectoryWatcher.Builder builder() {
    var builder =
        DirectoryWatcher.builder()
            .path(root.folder())
            .fileHashing(false)
            .listener(
                new io.methvin.watcher.DirectoryChangeListener() {
                  @Override
                  public void onEvent(DirectoryChangeEvent event) {
                    heard(event);
                  }

                  @Override
                  public void onException(Exception e) {
                    lost(); // if the error is permanent, the restart reports it
                  }
                });
    // FSEvents reports whole trees; directory-watcher lists their files with its default visitor
    return ON_MAC ? builder : builder.fileTreeVisitor(this::visitFolders);
  }

  private void begin(DirectoryWatcher started) throws IOException {
    watcher = started;
    CompletableFuture<Void> events =
        started.watchAsync(
            task -> Thread.ofPlatform().name("sightline-watch").daemon().start(task));
    if (events.isCompletedExceptionally()) {
      started.close();
      throwCause(events);
    }
    running = true;
    var unused = events.whenComplete((_, _) -> lost());
  }

  private static void throwCause(CompletableFuture<Void> failed) throws IOException {
    try {
      failed.get();
    } catch (ExecutionException | CompletionException e) {
      switch (e.getCause()) {
        case UncheckedIOException io -> throw io.getCause();
        case IOException io -> throw io;
        case LinkageError noLibrary -> throw noLibrary;
        case null, default -> throw new IOException("watching failed: " + e.getCause(), e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// Passes the folders to watch to the watcher: those that a walk enters. A folder that no longer
  /// exists, or cannot be read, is skipped.
  private void visitFolders(
      Path start, FileTreeVisitor.Callback onFolder, FileTreeVisitor.Callback onFile)
      throws IOException {
    if (running) {
      note(start, PendingChanges.Kind.TREE); // at once, because the old path is recorded as gone
    }
    var walk = new FolderWalk(root, otherRoots, false);
    var folders = new FoldersOnly(onFolder);
    try {
      if (start.equals(root.folder())) {
        walk.walk(folders);
      } else {
        walk.walkPart(start, true, folders);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (running) {
      note(start, PendingChanges.Kind.TREE); // and changes before the watch started
    }
  }

  private final class FoldersOnly implements FolderWalk.Visitor {
    private final FileTreeVisitor.Callback onFolder;

    FoldersOnly(FileTreeVisitor.Callback onFolder) {
      this.onFolder = onFolder;
    }

    @Override
    public void folder(Path folder) {
      if (Files.isSymbolicLink(folder)) {
        links.add(folder);
      }
      try {
        onFolder.call(folder);
      } catch (NoSuchFileException | NotDirectoryException e) {
        // gone again, which has an event of its own
      } catch (java.nio.file.AccessDeniedException e) {
        // a run reports it
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean readsSidecars() {
      return false;
    }

    @Override
    public boolean image(FolderWalk.Found found) {
      return true;
    }

    @Override
    public void other() {}

    @Override
    public void unreadable(Path path, String reason) {}
  }

  /// Records one event.
  void heard(DirectoryChangeEvent event) {
    if (event.eventType() == EventType.OVERFLOW || event.path() == null) {
      lost();
      return;
    }
    Path path = event.path();
    Path above = path.getParent();
    if (path.endsWith(IgnoredFolders.NO_MEDIA) && above != null && names.includes(above)) {
      note(above, PendingChanges.Kind.TREE);
      return;
    }
    if (!names.includes(path)) {
      return;
    }
    boolean gone = event.eventType() == EventType.DELETE;
    if (links.contains(path) || (!gone && Files.isSymbolicLink(path) && Files.isDirectory(path))) {
      lost(); // the links to enter have to be determined again
      return;
    }
    boolean folder = event.isDirectory() || (!gone && Files.isDirectory(path));
    if (folder) {
      boolean inside = event.eventType() == EventType.MODIFY;
      note(
          path,
          gone
              ? PendingChanges.Kind.GONE
              : inside ? PendingChanges.Kind.FOLDER : PendingChanges.Kind.TREE);
      return;
    }
    heardOfFile(path, gone);
  }

  private void heardOfFile(Path file, boolean gone) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    Path folder = Optional.ofNullable(file.getParent()).orElse(file);
    if (name.equals("captions.tsv")) {
      note(folder, PendingChanges.Kind.TREE);
    } else if (name.endsWith(".xmp") || name.endsWith(TakeoutNames.ENDING)) {
      note(folder, PendingChanges.Kind.FOLDER);
    } else if (ImageFormats.isImageName(name)) {
      note(file, gone ? PendingChanges.Kind.GONE : PendingChanges.Kind.TREE);
    }
  }

  private void note(Path path, PendingChanges.Kind kind) {
    changes.note(path, kind, clock.getAsLong());
  }

  /// Marks that events were or will be lost: the root has to be watched and walked again.
  private void lost() {
    stale = true;
    note(root.folder(), PendingChanges.Kind.TREE);
  }

  /// Whether events were lost, so that this watch must be closed and a new one started.
  boolean isStale() {
    return stale;
  }

  @Override
  public void close() {
    running = false;
    if (watcher == null) {
      return;
    }
    try {
      watcher.close();
    } catch (IOException e) {
      // no more events arrive, as intended
    }
  }
}
