/// Small files that save work at the next start: hashes of model files and derived data.
///
/// - In: model folders. Out: cached values, always valid for the files as they are.
/// - Knows: the cache folder. Its loss costs time only.
/// - Start at [dev.sightline.models.cache.ModelCache].
@NullMarked
package dev.sightline.models.cache;

import org.jspecify.annotations.NullMarked;
