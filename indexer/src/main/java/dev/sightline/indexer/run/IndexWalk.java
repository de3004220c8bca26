package dev.sightline.indexer.run;

import dev.sightline.indexer.pipeline.FileOutcome;
import dev.sightline.indexer.pipeline.IndexPipeline;
import dev.sightline.indexer.pipeline.PendingFile;
import dev.sightline.indexer.pipeline.UnreadablePaths;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.run.ChangeDetector.Decision;
import dev.sightline.indexer.walk.FolderWalk;
import dev.sightline.indexer.walk.LibraryWalk;
import dev.sightline.library.KnownFiles;
import dev.sightline.library.LibraryRoot;
import java.nio.file.Path;

/// The first stage of an index run: walks the roots, and sends each file to the stage that its
/// decision names. For use by one thread.
final class IndexWalk implements FolderWalk.Visitor {
  private final LibraryWalk walk;
  private final ChangeDetector changes;
  private final IndexPipeline pipeline;
  private final IndexOutcomes outcomes;
  private final UnreadablePaths unreadable;
  private final MissingFiles missing;
  private final IndexProgress progress;
  private long otherFiles;
  private boolean counting;

  IndexWalk(
      LibraryWalk walk,
      ChangeDetector changes,
      IndexPipeline pipeline,
      IndexOutcomes outcomes,
      UnreadablePaths unreadable,
      MissingFiles missing,
      IndexProgress progress) {
    this.walk = walk;
    this.changes = changes;
    this.pipeline = pipeline;
    this.outcomes = outcomes;
    this.unreadable = unreadable;
    this.missing = missing;
    this.progress = progress;
  }

  /// Walks the part of the roots that is in scope.
  ///
  /// @return false when the run was stopped
  boolean run(KnownFiles known) {
    for (LibraryRoot root : walk.rootsInScope()) {
      if (missing.begin(root, known) && !walk.walk(root, this)) {
        return false;
      }
    }
    return true;
  }

  /// Files whose names are not those of images.
  long otherFiles() {
    return otherFiles;
  }

  @Override
  public boolean image(FolderWalk.Found found) {
    if (progress.stopped()) {
      return false;
    }
    Path path = found.file().path();
    if (!UnreadablePaths.isStorable(path)) {
      unreadable.addUnvisited(
          path, "its name is not valid UTF-8: rename it, for instance with convmv");
      progress.fileDone();
      return true;
    }
    return switch (changes.decide(found)) {
      case Decision.Read(PendingFile file) -> {
        submit(file);
        yield true;
      }
      case Decision.Done(FileOutcome.Unchanged unchanged) -> {
        outcomes.count(unchanged);
        yield true;
      }
      case Decision.Done(FileOutcome.StillQuarantined still) -> {
        outcomes.count(still);
        yield found.companions().stream().allMatch(this::image);
      }
      case Decision.Done(FileOutcome outcome) -> {
        pipeline.write(outcome);
        yield true;
      }
    };
  }

  /// The first file that has to be read starts the count of all files. Where nothing has changed, a
  /// second walk would only slow down the first.
  private void submit(PendingFile file) {
    if (!counting) {
      counting = true;
      pipeline.startThread("counting", () -> FileCount.run(walk, progress));
    }
    pipeline.submit(file);
  }

  @Override
  public void other() {
    otherFiles++;
  }

  @Override
  public void unreadable(Path path, String reason) {
    unreadable.addUnvisited(path, reason);
  }

  @Override
  public void folder(Path folder) {
    missing.entered(folder);
  }

  @Override
  public void link(Path folder) {
    unreadable.addLink(folder);
  }
}
