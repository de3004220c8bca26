/// Addresses of collections, and requests to the nodes that serve them.
///
/// - In: an address and settings. Out: responses as trees, or a
///   [dev.sightline.cluster.connection.ClusterFailure].
/// - Knows: SolrJ over the JDK's HTTP client, and ZooKeeper for finding nodes.
/// - Start at [dev.sightline.cluster.connection.ClusterConnection].
@NullMarked
package dev.sightline.cluster.connection;

import org.jspecify.annotations.NullMarked;
