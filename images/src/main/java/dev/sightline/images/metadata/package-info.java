/// What is written about an image: dates, places, titles, captions, keywords, ratings, people.
///
/// - In: text chunks, IPTC blocks, Takeout files. Out: [dev.sightline.images.metadata.ImageFacts]
///   and [dev.sightline.images.metadata.DescriptiveMetadata].
/// - Knows: how programs write dates, coordinates and texts. Does not know: pixels.
/// - Start at [dev.sightline.images.metadata.ImageFacts]; docs/reference/metadata.md says which
///   source wins.
@NullMarked
package dev.sightline.images.metadata;

import org.jspecify.annotations.NullMarked;
