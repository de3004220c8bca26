/// Completions of a query while it is typed.
///
/// - In: the text before the cursor. Out: suggestions with counts.
/// - Knows: the query language and the facets of a library.
/// - Start at [dev.sightline.searcher.suggest.Suggestions].
@NullMarked
package dev.sightline.searcher.suggest;

import org.jspecify.annotations.NullMarked;
