/// XMP packets, inside image files and in sidecar files.
///
/// - In: XML bytes of any writer. Out: dates, places and texts.
/// - Knows: RDF as Adobe, digiKam, darktable and Apple write it. Fetches nothing that a packet
///   names.
/// - Start at [dev.sightline.images.metadata.xmp.XmpPacket].
@NullMarked
package dev.sightline.images.metadata.xmp;

import org.jspecify.annotations.NullMarked;
