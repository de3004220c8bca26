package dev.sightline.images;

import dev.sightline.images.format.StoredImage;
import dev.sightline.images.metadata.CaptureTime;
import dev.sightline.images.metadata.DescriptiveMetadata;
import dev.sightline.images.metadata.ImageFacts;
import dev.sightline.images.metadata.Iptc;
import dev.sightline.images.metadata.TextChunks;
import dev.sightline.images.metadata.exif.Exif;
import dev.sightline.images.metadata.exif.ExifTexts;
import dev.sightline.images.metadata.exif.ExifTimes;
import dev.sightline.images.metadata.xmp.XmpFacts;
import dev.sightline.images.metadata.xmp.XmpPacket;
import dev.sightline.images.pixels.Orientation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Collects the metadata of an image from all blocks of its file, in the order of precedence of
/// `docs/reference/metadata.md`. Never fails: metadata that cannot be read is absent.
final class MetadataReader {
  private final StoredImage stored;
  private final Exif exif;
  private final ExifTimes times;
  private final List<XmpFacts> xmp;
  private final Iptc iptc;
  private final TextChunks texts;

  private MetadataReader(StoredImage stored) {
    this.stored = stored;
    this.texts = stored.texts();
    this.exif = Exif.of(stored.exif().or(texts::exif));
    this.times = new ExifTimes(exif);
    this.xmp =
        Stream.of(stored.xmp(), texts.xmp(), exif.xmp())
            .flatMap(List::stream)
            .map(packet -> new XmpFacts(XmpPacket.read(packet)))
            .toList();
    this.iptc = Iptc.of(exif.metadata(), stored.iptc().or(texts::iptc));
  }

  static ImageFacts read(StoredImage stored) {
    return new MetadataReader(stored).facts();
  }

  private ImageFacts facts() {
    int orientation = stored.isUpright() ? 1 : exif.orientation();
    boolean sideways = Orientation.isSideways(orientation);
    return new ImageFacts(
        stored.format(),
        sideways ? stored.height() : stored.width(),
        sideways ? stored.width() : stored.height(),
        orientation,
        taken(),
        exif.cameraMake().or(() -> first(XmpFacts::cameraMake)),
        exif.cameraModel().or(() -> first(XmpFacts::cameraModel)),
        exif.lens().or(() -> first(XmpFacts::lens)),
        times.place().or(() -> first(XmpFacts::place)),
        exif.iso(),
        exif.focalLengthMillimetres(),
        exif.aperture(),
        descriptive());
  }

  /// In the order of [CaptureTime.Source].
  private Optional<CaptureTime> taken() {
    return times
        .taken()
        .or(times::gpsTime)
        .or(() -> first(XmpFacts::taken))
        .or(iptc::taken)
        .or(times::modified)
        .or(texts::taken)
        .or(times::makernoteTime);
  }

  private DescriptiveMetadata descriptive() {
    var found = DescriptiveMetadata.NONE;
    for (XmpFacts packet : xmp) {
      found = found.or(packet.descriptive());
    }
    found = found.or(iptc.descriptive()).or(ExifTexts.read(exif)).or(texts.descriptive());
    return found.withKeywords(
        xmp.stream().flatMap(packet -> packet.keywordLevels().stream()).toList());
  }

  private <T> Optional<T> first(Function<XmpFacts, Optional<T>> fact) {
    return xmp.stream().flatMap(packet -> fact.apply(packet).stream()).findFirst();
  }
}
