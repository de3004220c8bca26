package dev.sightline.cluster.update;

import dev.sightline.cluster.ClusterLibrary;
import dev.sightline.cluster.schema.CollectionDocuments;
import dev.sightline.cluster.schema.CollectionFields;
import dev.sightline.cluster.schema.LocalIndexState;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryException.Reason;
import dev.sightline.library.LibraryState;
import dev.sightline.library.VectorStorage;
import dev.sightline.library.WritableLibrary;
import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.solr.client.solrj.request.UpdateRequest;
import org.apache.solr.common.SolrInputDocument;

/// What an index run does to a collection: batches of images by their ids, of which the last word
/// on each counts, and what belongs to this machine alone in its note.
///
/// A batch that arrived is durable by Solr's log. A commit sends the rest and does not have the
/// collection show it: where many machines index, that would be a new searcher on every node every
/// other second. [#finish] does.
final class ClusterUpdates implements WritableLibrary {
  private static final int BATCH_IMAGES = 200;

  private final ClusterLibrary library;
  private final LibraryWriter note;

  /// What is to become of images, by id: to be put, or to be taken out.
  private final Map<String, Optional<StoredVector>> waiting = new LinkedHashMap<>();

  private boolean sent;
  private boolean sentSinceCommit;
  private boolean changedState;

  /// @param library the caller closes it
  /// @param note closed with this object
  ClusterUpdates(ClusterLibrary library, LibraryWriter note) {
    this.library = library;
    this.note = note;
  }

  @Override
  public LibraryState state() {
    return LocalIndexState.state(Optional.of(note.state()), library.state());
  }

  @Override
  public synchronized void setState(LibraryState next) {
    note.setState(LocalIndexState.ofThisMachine(next));
    changedState = true;
  }

  @Override
  public void setVectorStorage(VectorStorage wanted) {
    if (wanted != VectorStorage.FLOAT32) {
      throw LibraryException.elsewhere(
          Reason.OTHER_VECTORS,
          "A cluster keeps full vectors in its graphs: leave out --vectors for %s."
              .formatted(library.place()));
    }
  }

  @Override
  public synchronized void put(StoredVector stored) {
    change(stored.image().id(), Optional.of(stored));
  }

  @Override
  public synchronized void remove(String id) {
    change(id, Optional.empty());
  }

  private void change(String id, Optional<StoredVector> becomes) {
    waiting.remove(id); // so that the order is that of last words
    waiting.put(id, becomes);
    if (waiting.size() >= BATCH_IMAGES) {
      send();
    }
  }

  private void send() {
    if (waiting.isEmpty()) {
      return;
    }
    var request = new UpdateRequest();
    var documents = new ArrayList<SolrInputDocument>();
    Map<String, byte[]> thumbnails = thumbnails();
    waiting.forEach(
        (id, becomes) ->
            becomes.ifPresentOrElse(
                it ->
                    documents.add(
                        CollectionDocuments.of(it, Optional.ofNullable(thumbnails.get(id)))),
                () -> request.deleteById(id)));
    request.add(documents);
    library.connection().ofCollection(request);
    waiting.clear();
    sent = true;
    sentSinceCommit = true;
  }

  /// A document is put as a whole: the thumbnail of one that is there already is put again with it.
  private Map<String, byte[]> thumbnails() {
    var thumbnails = new HashMap<String, byte[]>();
    List<String> put =
        waiting.entrySet().stream()
            .filter(it -> it.getValue().isPresent())
            .map(Map.Entry::getKey)
            .toList();
    library
        .newest(put, CollectionFields.THUMBNAIL)
        .forEach(
            it ->
                CollectionDocuments.binary(it, CollectionFields.THUMBNAIL)
                    .ifPresent(jpeg -> thumbnails.put(CollectionDocuments.id(it), jpeg)));
    return thumbnails;
  }

  @Override
  public void quarantine(QuarantinedFile file) {
    note.quarantine(file);
  }

  @Override
  public void release(Path path) {
    note.release(path);
  }

  @Override
  public synchronized boolean hasUncommittedChanges() {
    return sentSinceCommit || !waiting.isEmpty() || note.hasUncommittedChanges();
  }

  @Override
  public synchronized void commit() {
    send();
    sentSinceCommit = false;
    note.commit();
  }

  @Override
  public synchronized void finish() {
    if (sent) {
      library.commit();
    }
    if (sent || changedState) {
      library.takeIn(state());
    }
    sent = false;
    changedState = false;
  }

  @Override
  public void close() {
    note.close();
  }
}
