/// Parts of HTTP that handlers share: parameters, uploads, ranges, entity tags, JSON bodies,
/// bounded work.
///
/// - In: a Javalin context. Out: checked values, or an [dev.sightline.web.http.ApiException] with
///   a status.
/// - Knows: Javalin. Does not know: libraries.
/// - Start at [dev.sightline.web.http.ApiException] and [dev.sightline.web.http.BoundedWork].
@NullMarked
package dev.sightline.web.http;

import org.jspecify.annotations.NullMarked;
