/// Follows folders as they change and starts index runs over the changed files.
///
/// - In: events of the operating system. Out: short index runs, and events for listeners.
/// - Knows: directory-watcher; the only package that does.
/// - Start at [dev.sightline.indexer.watch.LibraryWatch].
@NullMarked
package dev.sightline.indexer.watch;

import org.jspecify.annotations.NullMarked;
