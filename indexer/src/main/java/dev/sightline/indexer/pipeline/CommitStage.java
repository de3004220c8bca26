package dev.sightline.indexer.pipeline;

import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexProgress.Stage;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.indexer.walk.MetadataVersion;
import dev.sightline.library.IndexedLibrary;
import dev.sightline.library.WritableLibrary;
import dev.sightline.library.image.Embedding;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.QuarantineReason;
import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.image.StoredVector;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/// Writes to the library: one document per image, with all the paths that its bytes lie at, and a
/// commit every 30 seconds. For use by one thread.
public final class CommitStage {
  /// Bounds the work that is repeated after a crash.
  private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(30);

  /// Bounds the memory of [#uncommitted] when images come fast.
  private static final int MAX_UNCOMMITTED_IMAGES = 5_000;

  private final WritableLibrary writer;
  private final IndexedLibrary reader;
  private final IndexProgress progress;
  private final Clock clock;
  private final String version;
  private final Supplier<String> decoders;
  private final InFlightImages inFlight;

  /// Images written since the last commit, by id. The reader does not see them yet.
  private final Map<String, StoredVector> uncommitted = new HashMap<>();

  /// Images that lost their last path since the last commit, by id. Another path may turn up with
  /// the same bytes, as when two files swap their names; then the vector is used again.
  private final Map<String, StoredVector> orphans = new HashMap<>();

  private final Set<String> withNewPath = new HashSet<>();
  private long lastCommitMillis;

  /// @param writer the library to write to
  /// @param reader the same library; refreshed with each commit
  /// @param progress takes the time that writing needs
  /// @param inFlight images to remove with the commit that contains them
  /// @param settings clock and version of Sightline are used
  /// @param decoders decoders of the operating system, stored with quarantined files; called only
  ///     when there is one, because detecting decoders takes time
  public CommitStage(
      WritableLibrary writer,
      IndexedLibrary reader,
      IndexProgress progress,
      InFlightImages inFlight,
      IndexSettings settings,
      Supplier<String> decoders) {
    this.writer = writer;
    this.reader = reader;
    this.progress = progress;
    this.inFlight = inFlight;
    this.clock = settings.clock();
    this.version = settings.version();
    this.decoders = decoders;
    this.lastCommitMillis = clock.millis();
  }

  /// Whether the vector of an image is known, so that a path can be attached to it.
  public boolean contains(String id) {
    return orphans.containsKey(id) || find(id).isPresent();
  }

  /// Writes a new image.
  public void add(IndexedImage image, Embedding embedding) {
    put(new StoredVector(image, writer.state().model().imageFingerprint(), embedding));
  }

  /// Adds a path to a known image, or updates the stamp of one of its paths.
  ///
  /// @param metadata read again by newer metadata readers; empty to keep what is stored
  /// @return whether the path is new for the image
  /// @throws IllegalStateException if the image is not known
  public boolean attach(String id, IndexedFile file, Optional<ImageMetadata> metadata) {
    StoredVector orphan = orphans.get(id);
    if (orphan != null) {
      put(with(orphan, List.of(file), metadata));
      withNewPath.add(id);
      return true;
    }
    StoredVector stored =
        find(id).orElseThrow(() -> new IllegalStateException("no image " + id + " to attach to"));
    boolean isNewPath = stored.image().file(file.path()).isEmpty();
    var files = new ArrayList<>(without(stored.image(), file.path()));
    files.add(file);
    put(with(stored, files, metadata));
    if (isNewPath) {
      withNewPath.add(id);
    }
    return isNewPath;
  }

  /// Metadata belongs to the bytes, so all files of the image get the new version.
  private static StoredVector with(
      StoredVector stored, List<IndexedFile> files, Optional<ImageMetadata> metadata) {
    return metadata.isEmpty()
        ? stored.withFiles(files)
        : stored.withFacts(
            metadata.get(),
            files.stream().map(it -> it.withMetadataVersion(MetadataVersion.CURRENT)).toList());
  }

  /// Removes a path of an image. An image without paths is removed from the library.
  public void detach(String id, Path path) {
    Optional<StoredVector> stored = find(id);
    if (stored.isEmpty()) {
      return;
    }
    List<IndexedFile> files = without(stored.get().image(), path);
    if (!files.isEmpty()) {
      put(stored.get().withFiles(files));
      return;
    }
    uncommitted.remove(id);
    orphans.put(id, stored.get());
    timed(() -> writer.remove(id));
  }

  /// Whether this run found an image at a path that the library did not have. A missing path of the
  /// same image then counts as moved.
  public boolean hasNewPath(String id) {
    return withNewPath.contains(id);
  }

  /// Writes the quarantine record of a file.
  ///
  /// @param detail one sentence for users
  public void quarantine(IndexedFile file, String reason, String detail) {
    var record =
        new QuarantinedFile(
            file,
            reason,
            detail,
            clock.millis(),
            version,
            Optional.of(decoders.get()),
            reason.equals(QuarantineReason.OUT_OF_MEMORY.code())
                ? OptionalLong.of(Runtime.getRuntime().maxMemory())
                : OptionalLong.empty());
    timed(() -> writer.quarantine(record));
  }

  /// Removes the quarantine record of a path, if there is one.
  public void release(Path path) {
    timed(() -> writer.release(path));
  }

  /// Commits if the last commit is 30 seconds ago, or if many images are uncommitted.
  public void commitIfDue() {
    if (clock.millis() - lastCommitMillis >= COMMIT_INTERVAL.toMillis()
        || uncommitted.size() + orphans.size() >= MAX_UNCOMMITTED_IMAGES) {
      commit();
    }
  }

  /// Makes all changes durable and visible.
  public void commit() {
    timed(writer::commit);
    lastCommitMillis = clock.millis();
    reader.refresh();
    inFlight.finish(uncommitted.keySet());
    uncommitted.clear();
    orphans.clear();
  }

  private static List<IndexedFile> without(IndexedImage image, Path path) {
    return image.files().stream().filter(file -> !file.path().equals(path)).toList();
  }

  private Optional<StoredVector> find(String id) {
    StoredVector recent = uncommitted.get(id);
    if (recent != null) {
      return Optional.of(recent);
    }
    return orphans.containsKey(id) ? Optional.empty() : reader.stored(id);
  }

  private void put(StoredVector stored) {
    var inOrder =
        stored.image().files().stream().sorted(Comparator.comparing(IndexedFile::path)).toList();
    StoredVector sorted = stored.withFiles(inOrder);
    uncommitted.put(sorted.image().id(), sorted);
    orphans.remove(sorted.image().id());
    timed(() -> writer.put(sorted));
  }

  private void timed(Runnable write) {
    long start = System.nanoTime();
    write.run();
    progress.spent(Stage.WRITE, start);
  }
}
