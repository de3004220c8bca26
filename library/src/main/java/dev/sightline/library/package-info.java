/// What one indexed image is, and how Lucene keeps it: schema, fingerprint, opening, committing.
///
/// - In: unit vectors and facts about files. Out: the same, by id, by path or by nearness.
/// - Knows: Lucene. Does not know: models, pixels, queries.
/// - Start at [dev.sightline.library.LibraryWriter] to fill a library and at
///   [dev.sightline.library.LibraryReader] to ask one; [dev.sightline.library.ImageFields] is the
///   schema, field by field.
@NullMarked
package dev.sightline.library;

import org.jspecify.annotations.NullMarked;
