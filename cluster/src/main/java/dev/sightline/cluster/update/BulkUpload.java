package dev.sightline.cluster.update;

import dev.sightline.cluster.ClusterLibrary;
import dev.sightline.cluster.schema.CollectionDocuments;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryException.Reason;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.image.StoredVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.solr.common.SolrInputDocument;

/// Puts images into a collection that come one by one: each under its id, a few batches at once,
/// what is there already not again. [ClusterPush] feeds it a library of this machine, a job that
/// makes images on many machines what has come of them. For use by one thread. [#commit] once makes
/// durable and visible what all have fed.
public final class BulkUpload implements AutoCloseable {
  /// Bytes of documents in a batch, roughly: enough that the way does not count, little enough for
  /// the memory of a node.
  private static final long BATCH_BYTES = 4L << 20;

  private static final int BATCH_IMAGES = 500;
  private static final int BYTES_A_NUMBER = 9; // as a number of an array, and as a float
  private static final int BYTES_OF_FACTS = 1_000;

  private final UploadBatches sending;
  private final List<SolrInputDocument> batch = new ArrayList<>();
  private long bytes;

  /// Begins feeding.
  ///
  /// @param target the caller closes it
  /// @param senders batches on their way at once, at least 1
  public BulkUpload(ClusterLibrary target, int senders) {
    this(target, senders, false, _ -> {});
  }

  /// Begins feeding.
  ///
  /// @param target the caller closes it
  /// @param senders batches on their way at once, at least 1
  /// @param fresh whether the collection is empty: then nothing need be looked up
  /// @param progress is told how many images are done, from several threads
  BulkUpload(ClusterLibrary target, int senders, boolean fresh, LongConsumer progress) {
    this.sending = new UploadBatches(target, senders, fresh, progress);
  }

  /// Refuses a collection of another model: vectors of two models cannot be compared.
  ///
  /// @throws LibraryException if the collection's is another
  public static void requireModel(ClusterLibrary target, LibraryModel model) {
    requireModel(target, model, "these vectors are");
  }

  /// @param whose the model is, with its verb
  static void requireModel(ClusterLibrary target, LibraryModel model, String whose) {
    LibraryModel there = target.state().model();
    if (!there.imageFingerprint().equals(model.imageFingerprint())) {
      throw LibraryException.elsewhere(
          Reason.OTHER_MODEL,
          "The collection at %s was made for model '%s' (fingerprint %s, %d dimensions); %s of '%s' (fingerprint %s, %d dimensions). Vectors of two models cannot be compared: make another collection for them with sightline cluster create, or index the photos with the other model."
              .formatted(
                  target.place(),
                  there.name(),
                  there.imageFingerprint(),
                  there.dimension(),
                  whose,
                  model.name(),
                  model.imageFingerprint(),
                  model.dimension()));
    }
  }

  /// Adds an image.
  ///
  /// @throws LibraryException if one before it could not be sent
  public void add(StoredVector image) {
    add(image, Optional.empty());
  }

  void add(StoredVector image, Optional<byte[]> thumbnail) {
    batch.add(CollectionDocuments.of(image, thumbnail));
    bytes += thumbnail.map(it -> it.length).orElse(0);
    bytes += BYTES_OF_FACTS + (long) BYTES_A_NUMBER * image.vector().length;
    if (batch.size() >= BATCH_IMAGES || bytes >= BATCH_BYTES) {
      send();
    }
  }

  private void send() {
    sending.send(List.copyOf(batch));
    batch.clear();
    bytes = 0;
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

  /// How many images have arrived, those that were there already included.
  long images() {
    return sending.images();
  }

  /// Makes what was fed durable and visible.
  ///
  /// @throws LibraryException if the cluster refuses
  public static void commit(ClusterLibrary target) {
    target.commit();
    target.refresh();
  }

  @Override
  public void close() {
    sending.close();
  }
}
