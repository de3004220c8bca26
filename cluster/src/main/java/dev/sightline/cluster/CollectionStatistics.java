package dev.sightline.cluster;

import dev.sightline.library.LibraryReader.Statistics;
import org.apache.solr.client.solrj.request.CollectionAdminRequest;
import org.apache.solr.common.util.NamedList;

/// How a collection lies on the disks of its nodes: one replica of each shard, as the collection's
/// status (`COLSTATUS`) tells.
final class CollectionStatistics {
  private final ClusterConnection connection;

  CollectionStatistics(ClusterConnection connection) {
    this.connection = connection;
  }

  Statistics look() {
    var request = CollectionAdminRequest.collectionStatus(connection.address().collection());
    request.setWithSizeInfo(true);
    request.setWithSegments(true);
    NamedList<Object> answer = connection.admin(request).getResponse();
    long bytes = 0;
    int segments = 0;
    int deleted = 0;
    Object shards = SolrTree.at(answer, connection.address().collection(), "shards");
    for (Object shard : SolrTree.entries(shards).values()) {
      Object all = SolrTree.at(shard, "leader", "segInfos", "segments");
      for (Object segment : SolrTree.entries(all).values()) {
        segments++;
        bytes += SolrTree.number(segment, "sizeInBytes");
        deleted += (int) SolrTree.number(segment, "delCount");
      }
    }
    return new Statistics(bytes, segments, deleted);
  }
}
