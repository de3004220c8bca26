/// Who may ask, and what each caller may see.
///
/// - In: host, origin, token and cookie of a request. Out: a [dev.sightline.web.security.Caller],
///   or a refusal.
/// - Knows: docs/explanation/security.md is its specification.
/// - Start at [dev.sightline.web.security.Access].
@NullMarked
package dev.sightline.web.security;

import org.jspecify.annotations.NullMarked;
