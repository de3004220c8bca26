package dev.sightline.cluster.update;

import dev.sightline.base.concurrent.BoundedExecutor;
import dev.sightline.cluster.ClusterLibrary;
import dev.sightline.cluster.schema.CollectionDocuments;
import dev.sightline.cluster.schema.CollectionFields;
import dev.sightline.library.LibraryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.apache.solr.client.solrj.request.UpdateRequest;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;

/// Batches on their way into a collection, a few at once. The first failure ends the others; it is
/// thrown by the next call. For use by one thread.
final class UploadBatches implements AutoCloseable {
  private final ClusterLibrary target;
  private final boolean fresh;
  private final LongConsumer progress;
  private final BoundedExecutor<Integer> executor;
  private final AtomicLong images = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();

  /// @param senders batches on their way at once
  /// @param fresh whether the collection was empty: then nothing need be looked up
  /// @param progress is told how many images are done
  UploadBatches(ClusterLibrary target, int senders, boolean fresh, LongConsumer progress) {
    this.target = target;
    this.fresh = fresh;
    this.progress = progress;
    this.executor = new BoundedExecutor<>("sightline-upload", senders, senders, _ -> {});
  }

  /// Sends a batch, as soon as one of those before it has arrived.
  ///
  /// @throws LibraryException if one of them could not be sent
  void send(List<SolrInputDocument> batch) {
    if (batch.isEmpty()) {
      return;
    }
    executor.submit(() -> deliver(batch));
  }

  private int deliver(List<SolrInputDocument> batch) {
    List<SolrInputDocument> missing = fresh ? batch : missing(batch);
    if (!missing.isEmpty()) {
      target.connection().ofCollection(new UpdateRequest().add(missing));
      sent.addAndGet(missing.size());
    }
    progress.accept(images.addAndGet(batch.size()));
    return missing.size();
  }

  /// Those that the collection does not show yet, or shows with other contents. A thumbnail that it
  /// has stays when there is none here.
  private List<SolrInputDocument> missing(List<SolrInputDocument> batch) {
    var there = new HashMap<String, SolrDocument>();
    List<String> ids = batch.stream().map(UploadBatches::id).toList();
    target
        .documents(ids, CollectionFields.DIGEST)
        .forEach(it -> there.put(CollectionDocuments.id(it), it));
    var missing = new ArrayList<SolrInputDocument>();
    for (SolrInputDocument document : batch) {
      SolrDocument known = there.get(id(document));
      Object digest = known == null ? null : known.getFieldValue(CollectionFields.DIGEST);
      if (!document.getFieldValue(CollectionFields.DIGEST).equals(digest)) {
        missing.add(document);
      }
    }
    return missing;
  }

  private static String id(SolrInputDocument document) {
    return String.valueOf(document.getFieldValue(CollectionFields.ID));
  }

  /// Waits until every batch has arrived.
  ///
  /// @throws LibraryException if one could not be sent
  void finish() {
    executor.finish();
  }

  /// Images that are there now.
  long images() {
    return images.get();
  }

  /// Images that had to be sent.
  long sent() {
    return sent.get();
  }

  @Override
  public void close() {
    executor.close();
  }
}
