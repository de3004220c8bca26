package dev.sightline.cluster.query;

import dev.sightline.cluster.connection.ClusterConnection;
import dev.sightline.cluster.connection.ResponseTree;
import dev.sightline.library.lucene.LibraryReader.Statistics;
import org.apache.solr.client.solrj.request.CollectionAdminRequest;
import org.apache.solr.common.util.NamedList;

/// How a collection lies on the disks of its nodes: one replica of each shard, as the collection's
/// status (`COLSTATUS`) tells.
public final class CollectionStatistics {
  private final ClusterConnection connection;

  public CollectionStatistics(ClusterConnection connection) {
    this.connection = connection;
  }

  public Statistics look() {
    var request = CollectionAdminRequest.collectionStatus(connection.address().collection());
    request.setWithSizeInfo(true);
    request.setWithSegments(true);
    NamedList<Object> answer = connection.admin(request).getResponse();
    long bytes = 0;
    int segments = 0;
    int deleted = 0;
    Object shards = ResponseTree.at(answer, connection.address().collection(), "shards");
    for (Object shard : ResponseTree.entries(shards).values()) {
      Object all = ResponseTree.at(shard, "leader", "segInfos", "segments");
      for (Object segment : ResponseTree.entries(all).values()) {
        segments++;
        bytes += ResponseTree.number(segment, "sizeInBytes");
        deleted += (int) ResponseTree.number(segment, "delCount");
      }
    }
    return new Statistics(bytes, segments, deleted);
  }
}
