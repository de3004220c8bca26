/// A library in a SolrCloud collection, behind the same seams as one in a folder.
///
/// - In: the address of a collection. Out: a `SearchedLibrary`, and ways to create and inspect a
///   collection.
/// - Knows: every package below except `update`, which uses this one. Does not know: Lucene,
///   models, photos, the environment.
/// - Start at [dev.sightline.cluster.ClusterLibrary].
@NullMarked
package dev.sightline.cluster;

import org.jspecify.annotations.NullMarked;
