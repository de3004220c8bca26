package dev.sightline.cluster.query;

import dev.sightline.cluster.connection.ClusterConnection;
import dev.sightline.cluster.schema.CollectionFields;
import dev.sightline.library.LibraryState;
import dev.sightline.searcher.retrieval.PartialAnswers;
import dev.sightline.searcher.retrieval.PartialAnswers.Watched;
import org.apache.solr.common.SolrDocumentList;

/// What is known of a collection since it was last looked at: how many images it has, what it says
/// of itself, and a number that changes when its images do. Safe for concurrent use.
public final class CollectionVersion {
  private final ClusterConnection connection;
  private volatile Seen seen;

  private record Seen(LibraryState state, int size, long token) {}

  /// Looks once.
  public CollectionVersion(ClusterConnection connection) {
    this.connection = connection;
    this.seen = look();
  }

  /// Looks again; one caller at a time.
  public synchronized void refresh() {
    seen = look();
  }

  /// The newest version of a document and their number: one of both changes whenever documents are
  /// put or taken out. Solr remembers the answer until it shows a new state. That a shard is
  /// missing changes the number too, so that what is kept of an answer is not kept for longer.
  private Seen look() {
    LibraryState state = CollectionState.read(connection);
    Watched<SolrDocumentList> newest =
        PartialAnswers.watch(
            () ->
                connection
                    .query(
                        new CollectionQuery()
                            .set("fl", "version:field(%s)".formatted(CollectionFields.VERSION))
                            .set("sort", CollectionFields.VERSION + " desc")
                            .rows(1)
                            .parameters())
                    .getResults());
    SolrDocumentList found = newest.value();
    long version =
        !found.isEmpty() && found.getFirst().getFieldValue("version") instanceof Number number
            ? number.longValue()
            : 0;
    long token = 31 * version + found.getNumFound() + (newest.partial() ? Long.MIN_VALUE : 0);
    return new Seen(state, (int) Math.min(found.getNumFound(), Integer.MAX_VALUE), token);
  }

  public LibraryState state() {
    return seen.state();
  }

  public int size() {
    return seen.size();
  }

  public long token() {
    return 31 * seen.token() + seen.state().hashCode();
  }
}
