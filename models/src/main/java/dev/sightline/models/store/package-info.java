/// Brings published models to this machine and checks that they arrived whole.
///
/// - In: a name of the catalogue (`catalogue.json`, a resource beside this package), a mirror. Out:
///   a model folder with every file of the size and SHA-256 that the catalogue names, or none.
/// - Knows: HTTP, the file system, hashes. Does not know: what the files mean; that is
///   [dev.sightline.models.ClipModel]'s.
/// - Start at [dev.sightline.models.store.ModelStore].
@NullMarked
package dev.sightline.models.store;

import org.jspecify.annotations.NullMarked;
