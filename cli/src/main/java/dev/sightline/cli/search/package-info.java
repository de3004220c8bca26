/// Commands that ask a library: `search`, `similar`, `why`, `classify`, `dedupe`, `completion`.
///
/// - In: a query. Out: hits, as text, JSON or paths.
/// - Knows: the searcher.
/// - Start at [dev.sightline.cli.search.SearchCommand].
@NullMarked
package dev.sightline.cli.search;

import org.jspecify.annotations.NullMarked;
