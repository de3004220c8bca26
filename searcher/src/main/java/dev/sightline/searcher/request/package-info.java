/// What a caller asks for: a query, a page of it, how the answer is to be grouped.
///
/// - In: the parameters of one search. Out: values that check themselves.
/// - Knows: the query language. Does not know: libraries.
/// - Start at [dev.sightline.searcher.request.SearchRequest].
@NullMarked
package dev.sightline.searcher.request;

import org.jspecify.annotations.NullMarked;
