/// One index run: change detection, the outcome of each file, missing files.
///
/// - In: a library open for writing and a scope. Out: commits and a report.
/// - Knows: `walk` and `pipeline`. Does not know: how runs are scheduled.
/// - Start at [dev.sightline.indexer.run.IndexRun].
@NullMarked
package dev.sightline.indexer.run;

import org.jspecify.annotations.NullMarked;
