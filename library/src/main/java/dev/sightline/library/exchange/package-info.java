/// Libraries for other programs, and theirs for us: NumPy matrices with Parquet tables as
/// clip-retrieval and autofaiss have them, and JSON lines.
///
/// - In: a library, or a folder of such files. Out: the other.
/// - Knows: the file formats. Does not know: models, pixels, how a file's bytes are hashed.
/// - Start at [dev.sightline.library.exchange.LibraryExport] and
///   [dev.sightline.library.exchange.LibraryImport].
@NullMarked
package dev.sightline.library.exchange;

import org.jspecify.annotations.NullMarked;
