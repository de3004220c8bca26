/// Index runs that were started over HTTP, and their events.
///
/// - In: folders of trusted callers. Out: progress as JSON and as server-sent events.
/// - Knows: how an index run reports. Does not know: how it works.
/// - Start at [dev.sightline.web.jobs.Jobs].
@NullMarked
package dev.sightline.web.jobs;

import org.jspecify.annotations.NullMarked;
