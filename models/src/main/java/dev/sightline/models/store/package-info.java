/// The models on this machine, and their installation.
///
/// - In: a name of the catalogue. Out: a model folder whose every file has the size and SHA-256
///   that the catalogue names, or none.
/// - Knows: folders and names. Does not know: what the files mean.
/// - Start at [dev.sightline.models.store.ModelStore].
@NullMarked
package dev.sightline.models.store;

import org.jspecify.annotations.NullMarked;
