/// The documents of a collection, field by field.
///
/// - In: indexed images. Out: Solr documents and back.
/// - Knows: `schema.xml`, which is its resource.
/// - Start at [dev.sightline.cluster.schema.CollectionFields].
@NullMarked
package dev.sightline.cluster.schema;

import org.jspecify.annotations.NullMarked;
