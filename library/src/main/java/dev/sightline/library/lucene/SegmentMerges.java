package dev.sightline.library.lucene;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.index.UpgradeIndexMergePolicy;

/// Which segments of a library are merged, and by how many threads. Each segment is a graph of its
/// own to walk, and merging builds graphs, which is most of the work of writing.
final class SegmentMerges {
  /// Half as many as Lucene would leave cost nothing while building
  /// (`docs/explanation/performance/vector-search.md`, "The graph").
  private static final double SEGMENTS_A_TIER = 4;

  /// A few thousand images: about a second of merging.
  private static final double SMALL_SEGMENT_MEGABYTES = 8;

  private SegmentMerges() {}

  /// What a library is usually written with.
  static MergePolicy usual() {
    var merges = new TieredMergePolicy();
    merges.setSegmentsPerTier(SEGMENTS_A_TIER);
    return merges;
  }

  /// Leaves large segments as they are. A writer that is open for a second could not end the
  /// merging of large ones; it would begin it, and throw it away, at every commit.
  static MergePolicy ofSmallOnes() {
    var merges = new TieredMergePolicy();
    merges.setMaxMergedSegmentMB(SMALL_SEGMENT_MEGABYTES);
    merges.setFloorSegmentMB(SMALL_SEGMENT_MEGABYTES / 4);
    return merges;
  }

  /// Has every segment that is there now merged, as if an older Lucene had written it.
  static MergePolicy rewriting(IndexWriter writer) throws IOException {
    return new Rewriting(writer.getConfig().getMergePolicy(), segments(writer));
  }

  private static Set<String> segments(IndexWriter writer) throws IOException {
    var names = new HashSet<String>();
    try (var reader = DirectoryReader.open(writer)) {
      reader.leaves().forEach(leaf -> names.add(((SegmentReader) leaf.reader()).getSegmentName()));
    }
    return names;
  }

  private static final class Rewriting extends UpgradeIndexMergePolicy {
    private final Set<String> segments;

    Rewriting(MergePolicy usual, Set<String> segments) {
      super(usual);
      this.segments = segments;
    }

    @Override
    protected boolean shouldUpgradeSegment(SegmentCommitInfo segment) {
      return segments.contains(segment.info.name);
    }
  }

  /// Merges in the background. Lucene's own way with a merge that fails is a stack trace on the
  /// terminal; the next write or commit tells a full disk anyway, and the merge is tried again.
  static final class InBackground extends ConcurrentMergeScheduler {
    InBackground() {
      // Lucene takes half of the cores, and leaves a merge what remains of them beside its own
      // thread and one more: with as many as there are cores, a merge would work on one of two.
      int threads = Runtime.getRuntime().availableProcessors() + 1;
      setMaxMergesAndThreads(threads + 5, threads);
    }

    @Override
    protected void handleMergeException(Throwable failure) {}
  }

  /// Waits for merges that are under way.
  static void await(IndexWriter writer) {
    if (writer.getConfig().getMergeScheduler() instanceof ConcurrentMergeScheduler merges) {
      merges.sync();
    }
  }
}
