/// Handlers for thumbnails and original files.
///
/// - In: content ids, never paths. Out: image bytes with validators and ranges.
/// - Knows: which files the library names.
/// - Start at [dev.sightline.web.images.ImageHandler].
@NullMarked
package dev.sightline.web.images;

import org.jspecify.annotations.NullMarked;
