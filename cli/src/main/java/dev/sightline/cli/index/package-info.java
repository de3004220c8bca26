/// Commands that embed images: `index`, `embed`.
///
/// - In: folders and files. Out: a report, as text or JSON.
/// - Knows: the indexer.
/// - Start at [dev.sightline.cli.index.IndexCommand].
@NullMarked
package dev.sightline.cli.index;

import org.jspecify.annotations.NullMarked;
