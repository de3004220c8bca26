/// The HTTP API and the page.
///
/// - In: HTTP requests. Out: JSON, JPEGs, the few files of the page (`resources/page`), and the
///   OpenAPI document (`resources/openapi`).
/// - Knows: Javalin and its Jetty, who may ask, what an upload may be, how a thumbnail is made
///   once, how an index run is told of. Does not know: flags, Lucene, models, how a query is
///   understood or answered.
/// - Start at [dev.sightline.web.WebServer]; `Routes` lists every address. To add an endpoint: a
///   small class, a line in `Routes`, an entry in `openapi.json`. Pictures are named by the hash of
///   their bytes, and only what the library knows is given out; the one path that a request may
///   name is a folder to index, by a trusted caller.
@NullMarked
package dev.sightline.web;

import org.jspecify.annotations.NullMarked;
