/// Export and import of libraries: NumPy matrices with Parquet tables as in clip-retrieval and
/// autofaiss, and JSON Lines.
///
/// - In: a library or a folder of such files. Out: a folder or a library.
/// - Knows: the file formats. Does not know: models, pixels, how a file's bytes are hashed.
/// - Start at [dev.sightline.library.exchange.LibraryExport] and
///   [dev.sightline.library.exchange.LibraryImport].
@NullMarked
package dev.sightline.library.exchange;

import org.jspecify.annotations.NullMarked;
