/// The Lucene schema: fields, binary formats and documents.
///
/// - In: records of `library.image`. Out: Lucene documents and back.
/// - Knows: Lucene documents, not index writers.
/// - Start at [dev.sightline.library.schema.ImageFields], which describes the schema field by
///   field.
@NullMarked
package dev.sightline.library.schema;

import org.jspecify.annotations.NullMarked;
