package dev.sightline.cluster;

import dev.sightline.cluster.connection.ClusterAddress;
import dev.sightline.cluster.connection.ClusterConnection;
import dev.sightline.cluster.connection.ClusterSettings;
import dev.sightline.cluster.query.ClusterRetriever;
import dev.sightline.cluster.query.CollectionCursor;
import dev.sightline.cluster.query.CollectionQuery;
import dev.sightline.cluster.query.CollectionState;
import dev.sightline.cluster.query.CollectionStatistics;
import dev.sightline.cluster.query.CollectionVersion;
import dev.sightline.cluster.schema.CollectionDocuments;
import dev.sightline.cluster.schema.CollectionFields;
import dev.sightline.cluster.schema.LocalIndexState;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.LibraryState;
import dev.sightline.library.image.IndexedImage;
import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryReader.Statistics;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.retrieval.Retriever;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.solr.client.solrj.SolrRequest.METHOD;
import org.apache.solr.client.solrj.request.AbstractUpdateRequest.ACTION;
import org.apache.solr.client.solrj.request.GenericSolrRequest;
import org.apache.solr.client.solrj.request.UpdateRequest;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrDocumentList;
import org.apache.solr.common.params.ModifiableSolrParams;
import org.apache.solr.common.util.NamedList;

/// A library in a collection of a SolrCloud. Safe for concurrent use.
///
/// What is learned of a cluster, label sets and concepts, and which files were set aside while this
/// machine indexed into it, is kept in a folder of this machine.
public final class ClusterLibrary implements SearchedLibrary {
  private final ClusterConnection connection;
  private final CollectionVersion news;
  private final ClusterRetriever retriever;
  private final Path here;
  private final boolean readOnly;

  private ClusterLibrary(
      ClusterConnection connection, CollectionVersion news, Path here, boolean readOnly) {
    this.connection = connection;
    this.news = news;
    this.retriever = new ClusterRetriever(connection, news);
    this.here = here;
    this.readOnly = readOnly;
  }

  /// Opens a collection that [ClusterCreation] has made.
  ///
  /// @param here a folder of this machine for what is learned of it, and noted while it is indexed
  ///     into; need not be there
  /// @param readOnly whether nothing may be written into it, nor there
  /// @throws LibraryException if no node answers, there is no such collection, it is not
  ///     Sightline's, or of another version
  public static ClusterLibrary open(
      ClusterAddress address, ClusterSettings settings, Path here, boolean readOnly) {
    var connection = ClusterConnection.open(address, settings);
    try {
      return new ClusterLibrary(connection, new CollectionVersion(connection), here, readOnly);
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  public ClusterConnection connection() {
    return connection;
  }

  /// The documents of some ids that can be searched, in no order.
  public List<SolrDocument> documents(List<String> ids, String... fields) {
    return retriever.byId(ids, fields);
  }

  /// Brings all that a question finds.
  public CollectionCursor cursor() {
    return new CollectionCursor(connection);
  }

  /// A question for the images that satisfy filters.
  public CollectionQuery question(List<Query.Filter> filters) {
    return retriever.inside(filters);
  }

  @Override
  public Retriever retriever() {
    return retriever;
  }

  @Override
  public String place() {
    return connection.address().toString();
  }

  @Override
  public Optional<Path> folder() {
    return Optional.empty();
  }

  @Override
  public Path learnedFolder() {
    return here.resolve("learned");
  }

  @Override
  public boolean isReadOnly() {
    return readOnly;
  }

  @Override
  public void refresh() {
    news.refresh();
  }

  @Override
  public LibraryState state() {
    return news.state();
  }

  @Override
  public long commitToken() {
    return news.token();
  }

  @Override
  public int size() {
    return news.size();
  }

  @Override
  public int sizeOf(String fingerprint) {
    return state().model().imageFingerprint().equals(fingerprint) ? size() : 0;
  }

  /// Bytes and segments of one replica of each shard.
  @Override
  public Statistics statistics() {
    return new CollectionStatistics(connection).look();
  }

  @Override
  public Optional<IndexedImage> image(String id) {
    return retriever.image(id);
  }

  @Override
  public boolean contains(String id) {
    return !retriever.byId(List.of(id)).isEmpty();
  }

  @Override
  public Optional<IndexedImage> imageAt(Path path) {
    var question =
        new CollectionQuery()
            .set("fl", CollectionFields.ID + "," + CollectionFields.RECORD)
            .rows(100);
    question.filter(
        List.of(question.term(CollectionFields.PATH, CollectionDocuments.pathTerm(path))));
    return connection.query(question.parameters()).getResults().stream()
        .map(CollectionDocuments::image)
        .filter(it -> it.paths().contains(path)) // small and large letters alike until here
        .findFirst();
  }

  /// Those that this machine has set aside; others' are with them.
  @Override
  public List<QuarantinedFile> quarantined() {
    try (var note = new LocalStateReader(new LocalIndexState(noteFolder()))) {
      return note.quarantined();
    }
  }

  @Override
  public Optional<QuarantinedFile> quarantinedAt(Path path) {
    try (var note = new LocalStateReader(new LocalIndexState(noteFolder()))) {
      return note.quarantinedAt(path);
    }
  }

  @Override
  public Optional<byte[]> thumbnail(String id) {
    return newest(id, CollectionFields.THUMBNAIL)
        .flatMap(it -> CollectionDocuments.binary(it, CollectionFields.THUMBNAIL));
  }

  /// Puts the whole document anew: its other fields are not all stored, so that Solr could not
  /// change one alone. Whoever has put it meanwhile wins.
  @Override
  public void keepThumbnail(String id, byte[] jpeg) {
    if (readOnly) {
      return;
    }
    Optional<SolrDocument> document =
        newest(
            id,
            CollectionFields.RECORD,
            CollectionFields.EMBEDDING,
            CollectionFields.PIXELS,
            CollectionFields.VERSION);
    if (document.isEmpty()) {
      return;
    }
    StoredVector stored =
        CollectionDocuments.stored(document.get(), state().model().imageFingerprint());
    var renewed = CollectionDocuments.of(stored, Optional.of(jpeg));
    renewed.setField(
        CollectionFields.VERSION, document.get().getFieldValue(CollectionFields.VERSION));
    try {
      connection.ofCollection(new UpdateRequest().add(renewed));
    } catch (LibraryException e) {
      if (!String.valueOf(e.getMessage()).contains("HTTP 409")) {
        throw e;
      }
    }
  }

  /// The newest form of a document, whether it can be searched already or not.
  public Optional<SolrDocument> newest(String id, String... fields) {
    return newest(List.of(id), fields).stream().findFirst();
  }

  /// The newest forms of those of some documents that are there.
  public List<SolrDocument> newest(List<String> ids, String... fields) {
    if (ids.isEmpty()) {
      return List.of();
    }
    var parameters = new ModifiableSolrParams();
    parameters.set("ids", String.join(",", ids));
    parameters.set(
        "fl",
        Stream.concat(Stream.of(CollectionFields.ID), Stream.of(fields))
            .collect(Collectors.joining(",")));
    var request =
        new GenericSolrRequest(METHOD.POST, "/get", parameters).setRequiresCollection(true);
    NamedList<Object> answer = connection.ofCollection(request).getResponse();
    return answer.get("response") instanceof SolrDocumentList documents ? documents : List.of();
  }

  /// Makes what was sent durable and visible.
  public void commit() {
    var request = new UpdateRequest();
    request.setAction(ACTION.COMMIT, true, true);
    connection.ofCollection(request);
  }

  /// Notes in the collection what a library or a machine whose images are in it now says of itself.
  /// Folders are named from roots on, so the collection knows those of all.
  public void takeIn(LibraryState source) {
    refresh();
    var roots = new LinkedHashMap<Path, LibraryRoot>();
    state().roots().forEach(it -> roots.put(it.folder(), it));
    source.roots().forEach(it -> roots.putIfAbsent(it.folder(), it));
    LibraryState state = state().withRoots(List.copyOf(roots.values()));
    if (source.lastRunMillis().isPresent()) {
      state = state.withLastRun(source.lastRunMillis().getAsLong());
    }
    if (!state.equals(state())) {
      CollectionState.write(connection, state);
      refresh();
    }
  }

  /// Where an [LocalIndexState] of this machine is, or would be.
  public Path noteFolder() {
    return here.resolve("indexing");
  }

  @Override
  public void close() {
    connection.close();
  }
}
