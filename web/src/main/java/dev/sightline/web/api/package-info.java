/// Handlers for search, facets, suggestions, duplicates, the library and its state.
///
/// - In: HTTP requests. Out: JSON as `openapi.json` describes it.
/// - Knows: the searcher. Each handler is one small class.
/// - Start at [dev.sightline.web.api.SearchHandler].
@NullMarked
package dev.sightline.web.api;

import org.jspecify.annotations.NullMarked;
