/// Commands for libraries in a cluster: `cluster`, `library push`, `library pull`.
///
/// - In: an address. Out: collections.
/// - Knows: the cluster.
/// - Start at [dev.sightline.cli.cluster.ClusterCreateCommand].
@NullMarked
package dev.sightline.cli.cluster;

import org.jspecify.annotations.NullMarked;
