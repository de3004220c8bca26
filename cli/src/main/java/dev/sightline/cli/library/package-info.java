/// Commands of `library` that maintain a library in a folder.
///
/// - In: a library. Out: a report.
/// - Knows: the maintenance operations of the library.
/// - Start at [dev.sightline.cli.library.LibraryInfoCommand].
@NullMarked
package dev.sightline.cli.library;

import org.jspecify.annotations.NullMarked;
