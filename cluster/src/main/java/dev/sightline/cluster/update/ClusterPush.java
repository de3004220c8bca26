package dev.sightline.cluster.update;

import dev.sightline.cluster.ClusterLibrary;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryException.Reason;
import dev.sightline.library.LibraryState;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Sends a library of this machine into a collection: several batches at a time, each image under
/// its id, so that whatever is sent twice is there once. A push that was killed goes on where it
/// was: what the collection shows already, with the same contents, is not sent again.
public final class ClusterPush {
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
    LibraryState source = library.state();
    BulkUpload.requireModel(
        target, source.model(), "the library in %s is".formatted(library.folder()));
    requireWriting();
    try (var feed = new BulkUpload(target, senders, target.size() == 0, progress)) {
      library.forEach(stored -> feed.add(stored, thumbnail(library, stored)));
      long sent = feed.finish();
      target.commit();
      target.takeIn(source);
      return new Outcome(feed.images(), sent);
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
}
