package dev.sightline.indexer.run;

import dev.sightline.images.UnsupportedFormats;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.ImageSource;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.indexer.report.SkippedFile;
import dev.sightline.indexer.walk.ContentHash;
import dev.sightline.indexer.walk.FolderWalk;
import dev.sightline.indexer.walk.LibraryWalk;
import dev.sightline.indexer.walk.Mounts;
import dev.sightline.indexer.walk.QuarantineReasons;
import dev.sightline.library.IndexedLibrary;
import dev.sightline.library.KnownFiles;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.QuarantineReason;
import dev.sightline.library.image.QuarantinedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Counts what an [IndexRun] would do: walks the folders, compares the files with the library and
/// hashes what is new. Decodes nothing and writes nothing. For use by one thread.
public final class DryRun implements FolderWalk.Visitor {
  private final LibraryWalk walk;
  private final DecodeLimits limits;
  private final IndexProgress progress;
  private final Optional<Library> library;

  private final Set<String> ids = new HashSet<>();
  private final Set<String> withNewPath = new HashSet<>();
  private final Set<Path> stillQuarantined = new HashSet<>();
  private final List<SkippedFile> skipped = new ArrayList<>();
  private final Optional<MissingFiles> missing;
  private final List<Path> missingRoots = new ArrayList<>();
  private long added;
  private long changed;
  private long moved;
  private long removed;
  private long unchanged;
  private long refreshed;
  private long otherFiles;

  /// The library at its last commit.
  ///
  /// @param reader reads it
  /// @param known its files
  public record Library(IndexedLibrary reader, KnownFiles known) {}

  /// Prepares a dry run.
  ///
  /// @param walk the roots that the run would walk; the library's folder need not exist
  /// @param limits the largest file that is read into memory
  /// @param progress takes each file that is done, and can stop the run
  /// @param library empty when the library does not exist yet
  /// @param settings the settings of the run
  /// @param mounts where file systems are mounted
  public DryRun(
      LibraryWalk walk,
      DecodeLimits limits,
      IndexProgress progress,
      Optional<Library> library,
      IndexSettings settings,
      Mounts mounts) {
    this.walk = walk;
    this.limits = limits;
    this.progress = progress;
    this.library = library;
    this.missing =
        library.map(
            it ->
                new MissingFiles(
                    walk.roots(),
                    it.reader().state(),
                    mounts,
                    walk.scope(),
                    walk::of,
                    settings.prune(),
                    path -> skipped.stream().anyMatch(that -> path.startsWith(that.path())),
                    withNewPath::contains));
  }

  /// Counts. To be called once.
  ///
  /// @return a report in which nothing was embedded
  public IndexReport run() {
    long start = System.nanoTime();
    boolean complete = walkRoots();
    if (complete && library.isPresent()) {
      KnownFiles known = library.get().known();
      missing.ifPresent(it -> it.plan(known::forEachUnseen, known, RecentRemovals.none()));
      known.forEachUnseen(this::unseen);
    }
    missing.ifPresent(it -> missingRoots.addAll(it.missingRoots()));
    library.ifPresent(it -> it.reader().quarantined().forEach(this::addQuarantined));
    var none = Duration.ZERO;
    return new IndexReport(
        added,
        changed,
        moved,
        removed,
        unchanged,
        refreshed,
        skipped,
        otherFiles,
        missingRoots,
        missing.map(MissingFiles::missingFolders).orElse(List.of()),
        complete ? missing.map(MissingFiles::kept).orElse(List.of()) : List.of(),
        complete,
        Duration.ofNanos(System.nanoTime() - start),
        0,
        none,
        new IndexReport.StageTimes(none, none, none, none, none));
  }

  private boolean walkRoots() {
    for (LibraryRoot root : walk.roots()) {
      boolean present =
          library.isPresent()
              ? missing.orElseThrow().begin(root, library.get().known())
              : FolderWalk.isAccessible(root.folder());
      if (!present && library.isEmpty()) {
        missingRoots.add(root.folder());
      }
      if (present && !walk.walk(root, this)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean image(FolderWalk.Found found) {
    if (progress.stopped()) {
      return false;
    }
    IndexedFile file = found.file();
    Optional<KnownFiles.Known> before = library.flatMap(it -> it.known().lookUp(file.path()));
    before
        .filter(it -> it.imageId().isPresent())
        .ifPresent(it -> missing.ifPresent(that -> that.seen(it.file(), file)));
    if (before.isPresent() && before.get().file().hasStampOf(file)) {
      if (before.get().imageId().isEmpty()) {
        stillQuarantined.add(file.path());
        progress.fileDone();
        return found.companions().stream().allMatch(this::image);
      }
      if (before.get().file().metadataVersion() < file.metadataVersion()) {
        unchanged++;
        refreshed++;
      } else if (before.get().file().hasAttachmentsOf(file)) {
        unchanged++;
      } else {
        changed++; // only its sidecars
      }
    } else {
      read(file, before.flatMap(KnownFiles.Known::imageId));
    }
    progress.fileDone();
    return true;
  }

  private void read(IndexedFile file, Optional<String> previousId) {
    String id;
    try {
      UnsupportedFormats.check(file.path());
      id = ContentHash.of(ImageSource.ofFile(file.path()).bytes(limits.maxBytes()));
    } catch (UnreadableImageException e) {
      skipped.add(
          SkippedFile.of(
              file.path(), QuarantineReasons.of(e.reason()), String.valueOf(e.getMessage())));
      return;
    }
    if (previousId.filter(id::equals).isPresent()) {
      unchanged++; // only its time has changed
      return;
    }
    boolean known = library.filter(it -> it.reader().contains(id)).isPresent();
    if (!ids.add(id) || known) {
      withNewPath.add(id);
    }
    if (previousId.isPresent()) {
      changed++;
    } else {
      added++;
    }
  }

  @Override
  public void folder(Path entered) {
    missing.ifPresent(it -> it.entered(entered));
  }

  @Override
  public void other() {
    otherFiles++;
  }

  @Override
  public void unreadable(Path path, String reason) {
    skipped.add(SkippedFile.of(path, QuarantineReason.UNREADABLE, reason));
  }

  private void unseen(KnownFiles.Known file) {
    if (!missing.orElseThrow().leaves(file)) {
      return;
    }
    if (file.imageId().filter(withNewPath::contains).isPresent()) {
      moved++;
      added--;
    } else if (file.imageId().isPresent()) {
      removed++;
    }
  }

  private void addQuarantined(QuarantinedFile record) {
    Path path = record.file().path();
    if (stillQuarantined.contains(path) || missingRoots.stream().anyMatch(path::startsWith)) {
      skipped.add(SkippedFile.of(record));
    }
  }
}
