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

/// The merge policy and scheduler of a library. Each segment has its own graph to search, and
/// merging builds graphs, which is most of the work of writing.
final class SegmentMerges {
  /// Half of Lucene's default, which does not slow down indexing
  /// (`docs/explanation/performance/vector-search.md`, "The graph").
  private static final double SEGMENTS_A_TIER = 4;

  /// A few thousand images: about a second of merging.
  private static final double SMALL_SEGMENT_MEGABYTES = 8;

  private SegmentMerges() {}

  /// The usual merge policy.
  static MergePolicy usual() {
    var merges = new TieredMergePolicy();
    merges.setSegmentsPerTier(SEGMENTS_A_TIER);
    return merges;
  }

  /// A policy that merges only small segments. A writer that is open for a second could not
  /// complete the merge of large ones; it would start and abort it at every commit.
  static MergePolicy ofSmallOnes() {
    var merges = new TieredMergePolicy();
    merges.setMaxMergedSegmentMB(SMALL_SEGMENT_MEGABYTES);
    merges.setFloorSegmentMB(SMALL_SEGMENT_MEGABYTES / 4);
    return merges;
  }

  /// A policy that rewrites every present segment.
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

  /// A scheduler for background merges. Lucene prints a stack trace when a merge fails; this one
  /// does not, because the next write or commit reports a full disk and the merge is tried again.
  static final class InBackground extends ConcurrentMergeScheduler {
    InBackground() {
      // Lucene uses half of the cores and reserves two threads; with this number a merge uses all
      // cores of a small machine.
      int threads = Runtime.getRuntime().availableProcessors() + 1;
      setMaxMergesAndThreads(threads + 5, threads);
    }

    @Override
    protected void handleMergeException(Throwable failure) {}
  }

  /// Waits for merges in progress.
  static void await(IndexWriter writer) {
    if (writer.getConfig().getMergeScheduler() instanceof ConcurrentMergeScheduler merges) {
      merges.sync();
    }
  }
}
