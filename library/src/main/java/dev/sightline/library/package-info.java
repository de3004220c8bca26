/// The interfaces of a library of indexed images for readers and writers.
///
/// - In: images with unit vectors. Out: the same by id or by path, and the state of the library.
/// - Knows: no Lucene, no model and no pixels. Folder libraries are in `lucene`, clusters in the
///   module `cluster`.
/// - Start at [dev.sightline.library.IndexedLibrary], [dev.sightline.library.WritableLibrary] and
///   [dev.sightline.library.LibraryLocation].
@NullMarked
package dev.sightline.library;

import org.jspecify.annotations.NullMarked;
