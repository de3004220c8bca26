package dev.sightline.indexer.run;

import dev.sightline.indexer.pipeline.CommitStage;
import dev.sightline.indexer.pipeline.FileOutcome;
import dev.sightline.indexer.pipeline.InFlightImages;
import dev.sightline.indexer.pipeline.IndexPipeline;
import dev.sightline.indexer.pipeline.PipelineConfig;
import dev.sightline.indexer.pipeline.ReadingStage;
import dev.sightline.indexer.pipeline.RetryPolicy;
import dev.sightline.indexer.pipeline.SingleFileStages;
import dev.sightline.indexer.pipeline.UnreadablePaths;
import dev.sightline.indexer.pipeline.WriteQuiescence;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.report.SkippedFile;
import dev.sightline.indexer.walk.LibraryWalk;
import dev.sightline.indexer.walk.MetadataVersion;
import dev.sightline.indexer.walk.Mounts;
import dev.sightline.indexer.walk.RunScope;
import dev.sightline.library.IndexedLibrary;
import dev.sightline.library.KnownFiles;
import dev.sightline.library.LibraryState;
import dev.sightline.library.WritableLibrary;
import dev.sightline.library.image.QuarantinedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One index run: makes a library true to its folders.
///
/// The caller's thread walks the folders ([IndexWalk]); the threads of an [IndexPipeline] read,
/// encode and write. When all files are done, the caller's thread removes what is missing
/// ([MissingFiles]) and commits.
public final class IndexRun {
  private final PipelineConfig config;
  private final WritableLibrary writer;
  private final IndexedLibrary reader;
  private final IndexProgress progress;
  private final Task task;
  private final LibraryWalk walk;
  private final CommitStage commits;
  private final ReadingStage reading;
  private final IndexOutcomes outcomes;
  private final IndexPipeline pipeline;
  private final QuarantineRecords quarantined;
  private final UnreadablePaths unreadable = new UnreadablePaths();
  private final MissingFiles missing;
  private boolean removalsDecided;

  /// What a run is to do.
  ///
  /// @param scope the part of the folders to look at
  /// @param quiescence what to do with files that are being written
  /// @param throttle is run before each file is read, and may wait
  /// @param mounts where file systems are mounted
  /// @param recent photos that earlier runs of the same watch have just removed
  public record Task(
      RunScope scope,
      WriteQuiescence quiescence,
      Runnable throttle,
      Mounts mounts,
      RecentRemovals recent) {}

  /// Prepares a run.
  ///
  /// @param writer the library to update
  /// @param reader the same library, at its last commit
  /// @param progress takes how far the run is, and can stop it
  public IndexRun(
      PipelineConfig config,
      WritableLibrary writer,
      IndexedLibrary reader,
      IndexProgress progress,
      Task task) {
    this.config = config;
    this.writer = writer;
    this.reader = reader;
    this.progress = progress;
    this.task = task;
    LibraryState state = writer.state();
    this.walk = new LibraryWalk(state.roots(), reader.folder(), state.captions(), task.scope());
    var inFlight = new InFlightImages(reader::contains);
    this.commits =
        new CommitStage(
            writer,
            reader,
            progress,
            inFlight,
            config.settings(),
            config.decoder()::systemDecoders);
    this.reading =
        new ReadingStage(
            config.reading(progress, this::hasOutdatedMetadata),
            inFlight,
            reader,
            task.quiescence(),
            task.throttle(),
            unreadable);
    this.outcomes =
        new IndexOutcomes(
            commits,
            inFlight,
            new SingleFileStages(reading, config.model()::imageEncoder, progress),
            progress);
    this.pipeline = config.pipeline(progress);
    this.quarantined = new QuarantineRecords(reader);
    this.missing =
        new MissingFiles(
            state.roots(),
            state,
            task.mounts(),
            task.scope(),
            walk::of,
            config.settings().prune(),
            unreadable::cover,
            commits::hasNewPath);
  }

  /// Runs. To be called once.
  ///
  /// @throws dev.sightline.library.LibraryException if the library cannot be written; what was
  ///     committed stays
  public IndexReport run() {
    long start = System.nanoTime();
    boolean complete;
    long otherFiles;
    try (KnownFiles known = reader.knownFiles();
        pipeline) {
      pipeline.start(reading::read, this::write);
      var files =
          new IndexWalk(
              walk, changeDetector(known), pipeline, outcomes, unreadable, missing, progress);
      complete = files.run(known);
      otherFiles = files.otherFiles();
      pipeline.finish();
      outcomes.retryOutOfMemory();
      quarantineUnvisited();
      if (complete && isRemovalAllowed()) {
        removeMissing(known);
      }
    }
    commit(complete);
    return report(complete, otherFiles, Duration.ofNanos(System.nanoTime() - start));
  }

  private ChangeDetector changeDetector(KnownFiles known) {
    var retry =
        new RetryPolicy(
            config.settings().version(),
            config.decoder()::systemDecoders,
            Runtime.getRuntime().maxMemory());
    return new ChangeDetector(
        known,
        quarantined,
        record -> config.settings().retry() || retry.isDue(record),
        task.quiescence(),
        missing);
  }

  private void write(FileOutcome outcome) {
    outcomes.apply(outcome);
    commits.commitIfDue();
  }

  private boolean hasOutdatedMetadata(String id) {
    return reader.stored(id).stream()
        .flatMap(stored -> stored.image().files().stream())
        .anyMatch(file -> file.metadataVersion() < MetadataVersion.CURRENT);
  }

  /// Lists unvisited paths in the library until a run can visit them. Most were listed by the last
  /// run already.
  private void quarantineUnvisited() {
    unreadable.unvisited().stream()
        .filter(it -> !quarantined.contains(it))
        .forEach(it -> outcomes.apply(new FileOutcome.Unvisited(it)));
  }

  /// A partial run that postponed files removes nothing: a missing file may have been moved to one
  /// of them.
  private boolean isRemovalAllowed() {
    return task.scope().isEverything() || outcomes.postponed().isEmpty();
  }

  private void removeMissing(KnownFiles known) {
    missing.plan(visitor -> walk.forEachUnseen(known, visitor), known, task.recent());
    missing.addTo(task.recent());
    walk.forEachUnseen(
        known,
        file -> {
          if (missing.leaves(file)) {
            boolean isMoved = file.imageId().filter(commits::hasNewPath).isPresent();
            outcomes.apply(isMoved ? new FileOutcome.Moved(file) : new FileOutcome.Removed(file));
          }
        });
    removalsDecided = true;
  }

  private void commit(boolean complete) {
    if (removalsDecided) {
      LibraryState noted = missing.noteIn(writer.state());
      if (!noted.equals(writer.state())) {
        writer.setState(noted);
        commits.commit();
      }
    }
    if (!task.scope().isEverything() && !writer.hasUncommittedChanges()) {
      return; // a partial run without changes: a commit would make every reader reopen the library
    }
    if (complete) {
      writer.setState(writer.state().withLastRun(config.settings().clock().millis()));
    }
    commits.commit();
  }

  /// Linked folders that a walk of a part met and did not enter. To be called after [#run].
  public List<Path> linksNotEntered() {
    return unreadable.links();
  }

  /// Files that may still be being written, with the time to leave them alone. To be called after
  /// [#run].
  public Map<Path, Duration> postponed() {
    return outcomes.postponed();
  }

  private IndexReport report(boolean complete, long otherFiles, Duration took) {
    return new IndexReport(
        outcomes.added(),
        outcomes.changed(),
        outcomes.moved(),
        outcomes.removed(),
        outcomes.unchanged(),
        outcomes.refreshed(),
        skipped(),
        otherFiles,
        missing.missingRoots(),
        missing.missingFolders(),
        removalsDecided ? missing.kept() : List.of(),
        complete,
        took,
        progress.embedded(),
        Duration.ofNanos(progress.embeddingNanos()),
        progress.stageTimes());
  }

  private List<SkippedFile> skipped() {
    var skipped = new ArrayList<>(unreadable.all());
    Set<Path> listed = unreadable.unvisitedPaths();
    for (QuarantinedFile record : reader.quarantined()) {
      Path path = record.file().path();
      if (task.scope().covers(path) && !listed.contains(path)) {
        skipped.add(SkippedFile.of(record));
      }
    }
    return skipped;
  }
}
