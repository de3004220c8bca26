/// Writing into a collection: index runs, push of a folder library, pull of a part.
///
/// - In: images with vectors. Out: documents, committed in batches.
/// - Knows: [dev.sightline.cluster.ClusterLibrary].
/// - Start at [dev.sightline.cluster.update.ClusterLocation] and
///   [dev.sightline.cluster.update.ClusterPush].
@NullMarked
package dev.sightline.cluster.update;

import org.jspecify.annotations.NullMarked;
