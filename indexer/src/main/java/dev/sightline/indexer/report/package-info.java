/// What a caller gives to an index run, and what the run tells the caller.
///
/// - In: settings. Out: progress while it runs, a report at the end.
/// - Knows: values only.
/// - Start at [dev.sightline.indexer.report.IndexReport] and
///   [dev.sightline.indexer.report.IndexSettings].
@NullMarked
package dev.sightline.indexer.report;

import org.jspecify.annotations.NullMarked;
