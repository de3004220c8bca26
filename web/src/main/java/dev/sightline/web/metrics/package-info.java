/// Counters and timers for Prometheus, and the wait for open requests at shutdown.
///
/// - In: events of handlers. Out: `/metrics`.
/// - Knows: Micrometer; the only package that does.
/// - Start at [dev.sightline.web.metrics.Metrics].
@NullMarked
package dev.sightline.web.metrics;

import org.jspecify.annotations.NullMarked;
