package dev.sightline.cluster;

import dev.sightline.cluster.connection.ResponseTree;
import java.util.ArrayList;
import java.util.List;
import org.apache.solr.client.solrj.request.CollectionAdminRequest;

/// How the shards of a collection are.
///
/// @param nodes names of nodes that are up
/// @param shards in the order of their names
public record ClusterHealth(List<String> nodes, List<Shard> shards) {
  /// Copies the lists.
  public ClusterHealth {
    nodes = List.copyOf(nodes);
    shards = List.copyOf(shards);
  }

  /// A part of a collection.
  ///
  /// @param name its name
  /// @param active replicas that answer
  /// @param replicas all of them
  public record Shard(String name, int active, int replicas) {}

  /// Asks the cluster.
  public static ClusterHealth of(ClusterLibrary library) {
    String collection = library.connection().address().collection();
    var request = CollectionAdminRequest.getClusterStatus();
    request.setCollectionName(collection);
    var answer = library.connection().admin(request).getResponse();
    var nodes = new ArrayList<String>();
    if (ResponseTree.at(answer, "cluster", "live_nodes") instanceof List<?> live) {
      live.forEach(it -> nodes.add(it.toString()));
    }
    var shards = new ArrayList<Shard>();
    Object all = ResponseTree.at(answer, "cluster", "collections", collection, "shards");
    ResponseTree.entries(all).forEach((name, shard) -> shards.add(shard(name, shard, nodes)));
    return new ClusterHealth(nodes, shards);
  }

  private static Shard shard(String name, Object shard, List<String> nodes) {
    var replicas = ResponseTree.entries(ResponseTree.at(shard, "replicas")).values();
    long active =
        replicas.stream()
            .filter(it -> ResponseTree.at(it, "state").equals("active"))
            .filter(it -> nodes.contains(ResponseTree.at(it, "node_name").toString()))
            .count();
    return new Shard(name, (int) active, replicas.size());
  }

  /// Whether every shard has a replica that answers.
  public boolean isWhole() {
    return shards.stream().allMatch(it -> it.active() > 0);
  }
}
