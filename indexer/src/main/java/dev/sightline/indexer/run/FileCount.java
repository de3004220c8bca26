package dev.sightline.indexer.run;

import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.walk.FolderWalk;
import dev.sightline.indexer.walk.LibraryWalk;
import java.nio.file.Path;

/// Counts the image files that a run will meet, for its progress.
final class FileCount implements FolderWalk.Visitor {
  private final IndexProgress progress;
  private long files;

  private FileCount(IndexProgress progress) {
    this.progress = progress;
  }

  /// Walks all roots and sets the total of a progress.
  static void run(LibraryWalk walk, IndexProgress progress) {
    var count = new FileCount(progress);
    walk.roots().forEach(root -> walk.walk(root, count));
    progress.setTotal(count.files);
  }

  @Override
  public boolean readsSidecars() {
    return false;
  }

  @Override
  public boolean image(FolderWalk.Found found) {
    files++;
    return !progress.stopped();
  }

  @Override
  public void other() {}

  @Override
  public void unreadable(Path path, String reason) {}
}
