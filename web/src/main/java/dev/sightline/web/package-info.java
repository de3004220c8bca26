/// The HTTP server: wiring of handlers, and the list of routes.
///
/// - In: HTTP requests. Out: JSON, JPEGs, the page (`resources/page`) and the OpenAPI document
///   (`resources/openapi`).
/// - Knows: every package below. Does not know: flags, Lucene, models.
/// - Start at [dev.sightline.web.WebServer]; `Routes` lists every address. An endpoint is one
///   handler, one line in `Routes` and one entry in `openapi.json`.
@NullMarked
package dev.sightline.web;

import org.jspecify.annotations.NullMarked;
