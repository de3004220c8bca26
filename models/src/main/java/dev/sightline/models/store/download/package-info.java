/// Resumable, verified downloads of model files over HTTP.
///
/// - In: a catalogue entry and a source. Out: files in the model store, complete or not at all.
/// - Knows: HTTP ranges, entity tags, timeouts, hashes.
/// - Start at [dev.sightline.models.store.download.ModelDownload].
@NullMarked
package dev.sightline.models.store.download;

import org.jspecify.annotations.NullMarked;
