/// Searching a collection: neighbours, filters, facets, keywords.
///
/// - In: requests of the searcher's seam. Out: ids with cosines, images, counts.
/// - Knows: Solr's query parameters.
/// - Start at [dev.sightline.cluster.query.ClusterRetriever] and
///   [dev.sightline.cluster.query.SolrFilters].
@NullMarked
package dev.sightline.cluster.query;

import org.jspecify.annotations.NullMarked;
