/// The query language: grammar, syntax tree, printing.
///
/// - In: text. Out: a [dev.sightline.searcher.query.Query] that prints as text which parses to the
///   same tree, or a [dev.sightline.searcher.query.QueryException] with the position.
/// - Knows: no library and no model.
/// - Start at [dev.sightline.searcher.query.QueryParser].
@NullMarked
package dev.sightline.searcher.query;

import org.jspecify.annotations.NullMarked;
