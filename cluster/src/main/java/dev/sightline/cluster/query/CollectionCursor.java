package dev.sightline.cluster.query;

import dev.sightline.cluster.connection.ClusterConnection;
import dev.sightline.cluster.schema.CollectionFields;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.solr.client.solrj.response.QueryResponse;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.params.CursorMarkParams;

/// Brings all documents that a question finds, part by part, in the order of their ids.
public final class CollectionCursor {
  private static final int PART = 1_000;

  private final ClusterConnection connection;

  public CollectionCursor(ClusterConnection connection) {
    this.connection = connection;
  }

  /// Visits all documents.
  ///
  /// @param fields that are brought, besides the id
  public void forEachPart(
      CollectionQuery question, List<String> fields, Consumer<List<SolrDocument>> visitor) {
    var wanted = new ArrayList<>(fields);
    wanted.addFirst(CollectionFields.ID);
    question
        .set("fl", String.join(",", wanted))
        .set("sort", CollectionFields.ID + " asc")
        .rows(PART);
    String mark = CursorMarkParams.CURSOR_MARK_START;
    while (true) {
      question.set(CursorMarkParams.CURSOR_MARK_PARAM, mark);
      QueryResponse answer = connection.query(question.parameters());
      if (!answer.getResults().isEmpty()) {
        visitor.accept(List.copyOf(answer.getResults()));
      }
      String next = answer.getNextCursorMark();
      if (mark.equals(next) || next == null) {
        return;
      }
      mark = next;
    }
  }
}
