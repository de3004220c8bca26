package dev.sightline.cluster;

import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryException.Reason;
import dev.sightline.library.LibraryReader;
import dev.sightline.library.LibraryState;
import dev.sightline.library.StoredVector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.solr.common.SolrInputDocument;

/// Sends a library of this machine into a collection: several batches at a time, each image under
/// its id, so that whatever is sent twice is there once. A push that was killed goes on where it
/// was: what the collection shows already, with the same contents, is not sent again.
public final class ClusterPush {
  /// Bytes of documents in a batch, roughly: enough that the way does not count, little enough for
  /// the memory of a node.
  private static final long BATCH_BYTES = 4L << 20;

  private static final int BATCH_IMAGES = 500;
  private static final int BYTES_A_NUMBER = 9; // as a number of an array, and as a float

  private final ClusterLibrary target;
  private final int senders;

  /// @param target the caller closes it
  /// @param senders batches on their way at once, at least 1
  public ClusterPush(ClusterLibrary target, int senders) {
    this.target = target;
    this.senders = senders;
  }

  /// What a push did.
  ///
  /// @param images of the library
  /// @param sent those that were not there yet, or differently
  public record Outcome(long images, long sent) {}

  /// Sends every image that is not there yet.
  ///
  /// @param progress is told how many images are done, from several threads
  /// @throws LibraryException if the library is of another model than the collection, cannot be
  ///     read, or the cluster refuses; what was sent stays, and a second push sends the rest
  public Outcome push(LibraryReader library, LongConsumer progress) {
    requireSameModel(library.state(), library.folder());
    requireWriting();
    boolean fresh = target.size() == 0;
    try (var sending = new ClusterSending(target, senders, fresh, progress)) {
      var batch = new ArrayList<SolrInputDocument>();
      long[] bytes = new long[1];
      library.forEach(
          stored -> {
            Optional<byte[]> thumbnail = thumbnail(library, stored);
            batch.add(CollectionDocuments.of(stored, thumbnail));
            bytes[0] +=
                thumbnail.map(it -> it.length).orElse(0)
                    + 1_000L
                    + (long) BYTES_A_NUMBER * library.state().model().dimension();
            if (batch.size() >= BATCH_IMAGES || bytes[0] >= BATCH_BYTES) {
              sending.send(List.copyOf(batch));
              batch.clear();
              bytes[0] = 0;
            }
          });
      sending.send(List.copyOf(batch));
      sending.finish();
      target.commit();
      target.takeIn(library.state());
      return new Outcome(sending.images(), sending.sent());
    }
  }

  private void requireWriting() {
    if (target.isReadOnly()) {
      throw LibraryException.elsewhere(
          Reason.HELD, "The cluster is open with --read-only; nothing can be pushed into it.");
    }
  }

  private static Optional<byte[]> thumbnail(LibraryReader library, StoredVector stored) {
    try {
      return library.thumbnails().read(stored.image().id());
    } catch (IOException e) {
      throw new UncheckedIOException("reading a thumbnail of " + library.folder(), e);
    }
  }

  /// Vectors of two models cannot be compared, whatever their ids are.
  private void requireSameModel(LibraryState source, Path folder) {
    LibraryState there = target.state();
    if (!there.model().imageFingerprint().equals(source.model().imageFingerprint())) {
      throw LibraryException.elsewhere(
          Reason.OTHER_MODEL,
          "The collection at %s was made for model '%s' (fingerprint %s, %d dimensions); the library in %s is of '%s' (fingerprint %s, %d dimensions). Vectors of two models cannot be compared: make another collection for them with sightline cluster create, or index the photos with the other model."
              .formatted(
                  target.place(),
                  there.model().name(),
                  there.model().imageFingerprint(),
                  there.model().dimension(),
                  folder,
                  source.model().name(),
                  source.model().imageFingerprint(),
                  source.model().dimension()));
    }
  }
}
