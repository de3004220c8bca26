/// The HTTP API and the page.
///
/// - In: HTTP requests. Out: JSON, JPEGs, and the few files of the page (`resources/public`).
/// - Knows: Javalin, who may ask, what an upload may be, how a thumbnail is made once. Does not
///   know: flags, Lucene, how a query is understood or answered.
/// - Start at [dev.sightline.web.WebServer], which lists every address. Nothing of a request ever
///   becomes a path: pictures are named by the hash of their bytes, and only what the library
///   knows is given out.
@NullMarked
package dev.sightline.web;

import org.jspecify.annotations.NullMarked;
