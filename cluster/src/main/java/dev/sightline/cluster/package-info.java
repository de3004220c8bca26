/// A library that is spread over a SolrCloud, behind the same seam as one in a folder.
///
/// - In: the address of a collection. Out: a [dev.sightline.searcher.SearchedLibrary], a
///   [dev.sightline.library.LibraryPlace] to index into, and ways to make a collection, to push a
///   library into it and to pull a part of it out.
/// - Knows: SolrJ over the JDK's HTTP client, and ZooKeeper for finding nodes. Does not know:
///   Lucene, models, photos, the environment.
/// - Start at [dev.sightline.cluster.ClusterLibrary]; what a document is, is said in
///   [dev.sightline.cluster.CollectionFields], how filters are asked in
///   [dev.sightline.cluster.SolrFilters].
@NullMarked
package dev.sightline.cluster;

import org.jspecify.annotations.NullMarked;
