package dev.sightline.cluster;

import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryException.Reason;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.StoredVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.solr.client.solrj.request.AbstractUpdateRequest.ACTION;
import org.apache.solr.client.solrj.request.UpdateRequest;
import org.apache.solr.common.SolrInputDocument;

/// Puts images into a collection that come one by one and from no library, as from a job that makes
/// them on many machines: each under its id, a few batches at once, what is there already not
/// again. For use by one thread. [#commit] once makes durable and visible what all have fed.
public final class ClusterFeed implements AutoCloseable {
  private static final int BATCH_IMAGES = 500;

  private final ClusterSending sending;
  private final List<SolrInputDocument> batch = new ArrayList<>();

  /// Begins feeding.
  ///
  /// @param target the caller closes it
  /// @param senders batches on their way at once, at least 1
  public ClusterFeed(ClusterLibrary target, int senders) {
    this.sending = new ClusterSending(target, senders, false, _ -> {});
  }

  /// Refuses a collection of another model: vectors of two models cannot be compared.
  ///
  /// @throws LibraryException if the collection's is another
  public static void requireModel(ClusterLibrary target, LibraryModel model) {
    LibraryModel there = target.state().model();
    if (!there.imageFingerprint().equals(model.imageFingerprint())) {
      throw LibraryException.elsewhere(
          Reason.OTHER_MODEL,
          "The collection at %s was made for model '%s' (fingerprint %s, %d dimensions); these vectors are of '%s' (fingerprint %s, %d dimensions). Vectors of two models cannot be compared: make another collection for them with sightline cluster create."
              .formatted(
                  target.place(),
                  there.name(),
                  there.imageFingerprint(),
                  there.dimension(),
                  model.name(),
                  model.imageFingerprint(),
                  model.dimension()));
    }
  }

  /// Adds an image.
  ///
  /// @throws LibraryException if one before it could not be sent
  public void add(StoredVector image) {
    batch.add(CollectionDocuments.of(image, Optional.empty()));
    if (batch.size() == BATCH_IMAGES) {
      send();
    }
  }

  private void send() {
    sending.send(List.copyOf(batch));
    batch.clear();
  }

  /// Waits until everything has arrived.
  ///
  /// @return how many images were not there, or differently
  /// @throws LibraryException if something could not be sent; what was stays
  public long finish() {
    send();
    sending.finish();
    return sending.sent();
  }

  /// Makes what was fed durable and visible.
  ///
  /// @throws LibraryException if the cluster refuses
  public static void commit(ClusterLibrary target) {
    var request = new UpdateRequest();
    request.setAction(ACTION.COMMIT, true, true);
    target.connection().ofCollection(request);
    target.refresh();
  }

  @Override
  public void close() {
    sending.close();
  }
}
