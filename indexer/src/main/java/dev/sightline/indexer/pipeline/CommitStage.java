package dev.sightline.indexer.pipeline;

import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexProgress.Stage;
import dev.sightline.indexer.walk.MetadataVersion;
import dev.sightline.library.IndexedLibrary;
import dev.sightline.library.WritableLibrary;
import dev.sightline.library.image.Embedding;
import dev.sightline.library.image.ImageMetadata;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.IndexedImage;
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

/// The stage that writes: keeps one document an image, with all the paths its bytes lie at, and
/// commits every 30 seconds. Runs on one thread.
public final class CommitStage {
  /// No more work than this is done twice after a crash.
  private static final Duration COMMIT_EVERY = Duration.ofSeconds(30);

  /// Bounds [#uncommitted] when images come faster than any model of today makes them.
  private static final int COMMIT_AFTER_IMAGES = 5_000;

  private final WritableLibrary writer;
  private final IndexedLibrary reader;
  private final IndexProgress progress;
  private final Clock clock;
  private final String version;
  private final Supplier<String> decoders;
  private final InFlightImages claims;

  /// What was written since the last commit: the reader does not see it yet. Emptied at each
  /// commit, which bounds it.
  private final Map<String, StoredVector> uncommitted = new HashMap<>();

  /// Images that have lost their last path since the last commit. Another path may turn up with the
  /// same bytes, as when two files swap their names; then the vector is still here.
  private final Map<String, StoredVector> orphans = new HashMap<>();

  private final Set<String> gainedAPath = new HashSet<>();
  private long lastCommitMillis;

  /// @param version what is written beside a quarantined file
  /// @param decoders the same; asked when there is one, because finding out takes time
  public CommitStage(
      WritableLibrary writer,
      IndexedLibrary reader,
      IndexProgress progress,
      InFlightImages claims,
      Clock clock,
      String version,
      Supplier<String> decoders) {
    this.writer = writer;
    this.reader = reader;
    this.progress = progress;
    this.claims = claims;
    this.clock = clock;
    this.version = version;
    this.decoders = decoders;
    this.lastCommitMillis = clock.millis();
  }

  /// Whether the vector of an image is at hand, so that a path can be attached to it.
  public boolean has(String id) {
    return orphans.containsKey(id) || find(id).isPresent();
  }

  /// Writes a new image.
  public void add(IndexedImage image, Embedding embedding) {
    put(new StoredVector(image, writer.state().model().imageFingerprint(), embedding));
  }

  /// Notes that known bytes lie at one more path, or again at a path that has changed its time.
  ///
  /// @param facts what newer metadata readers say of the image, if they have read it
  /// @return whether the image had not lain at that path
  public boolean attach(String id, IndexedFile file, Optional<ImageMetadata> facts) {
    StoredVector orphan = orphans.get(id);
    if (orphan != null) {
      put(with(orphan, List.of(file), facts));
      gainedAPath.add(id);
      return true;
    }
    StoredVector stored =
        find(id).orElseThrow(() -> new IllegalStateException("no image " + id + " to attach to"));
    boolean isNewPath = stored.image().file(file.path()).isEmpty();
    var files = new ArrayList<>(without(stored.image(), file.path()));
    files.add(file);
    put(with(stored, files, facts));
    if (isNewPath) {
      gainedAPath.add(id);
    }
    return isNewPath;
  }

  /// Facts are of the bytes, so that the other files of an image gain them too.
  private static StoredVector with(
      StoredVector stored, List<IndexedFile> files, Optional<ImageMetadata> facts) {
    return facts.isEmpty()
        ? stored.withFiles(files)
        : stored.withFacts(
            facts.get(),
            files.stream().map(it -> it.withMetadataVersion(MetadataVersion.CURRENT)).toList());
  }

  /// Notes that an image no longer lies at a path; with its last path the image goes.
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

  /// Whether an image came to lie at a further path in this run: then a path of its that is gone
  /// was moved there.
  public boolean gainedAPath(String id) {
    return gainedAPath.contains(id);
  }

  /// Sets a file aside with a reason.
  public void quarantine(IndexedFile file, String reason, String detail) {
    var record =
        new QuarantinedFile(
            file,
            reason,
            detail,
            clock.millis(),
            version,
            Optional.of(decoders.get()),
            reason.equals(ImageReading.OUT_OF_MEMORY)
                ? OptionalLong.of(Runtime.getRuntime().maxMemory())
                : OptionalLong.empty());
    timed(() -> writer.quarantine(record));
  }

  /// Forgets that a file was set aside.
  public void release(Path path) {
    timed(() -> writer.release(path));
  }

  /// Commits if the last commit was long enough ago.
  public void commitIfDue() {
    if (clock.millis() - lastCommitMillis >= COMMIT_EVERY.toMillis()
        || uncommitted.size() + orphans.size() >= COMMIT_AFTER_IMAGES) {
      commit();
    }
  }

  /// Makes everything durable and visible.
  public void commit() {
    timed(writer::commit);
    lastCommitMillis = clock.millis();
    reader.refresh();
    claims.release(uncommitted.keySet());
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
