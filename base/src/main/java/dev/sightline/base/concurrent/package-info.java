/// Runs tasks on a fixed number of threads with a bounded number of tasks in memory.
///
/// - In: tasks of one thread. Out: their results on that thread, in the order of the tasks.
/// - Knows: threads. Does not know: what the tasks do.
/// - Start at [dev.sightline.base.concurrent.BoundedExecutor].
@NullMarked
package dev.sightline.base.concurrent;

import org.jspecify.annotations.NullMarked;
