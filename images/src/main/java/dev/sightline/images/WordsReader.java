package dev.sightline.images;

import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.photoshop.PhotoshopReader;
import com.drew.metadata.xmp.XmpDirectory;
import com.drew.metadata.xmp.XmpReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Finds [Words] in XMP packets (ISO 16684-1) and IPTC records (IIM 4.2). Where both say something,
/// XMP counts, as the Metadata Working Group advises: it is what programs of today write. Never
/// fails: what cannot be read is absent.
final class WordsReader {
  private WordsReader() {}

  /// @param metadata of the EXIF block, which holds XMP and IPTC in TIFF files
  /// @param xmp a packet, as XML
  /// @param iptc image resource blocks as Photoshop writes them
  static Words read(Metadata metadata, Optional<byte[]> xmp, Optional<byte[]> iptc) {
    xmp.ifPresent(packet -> readXmp(packet, metadata));
    iptc.ifPresent(blocks -> readIptc(blocks, metadata));
    Words words = Words.NONE;
    for (XmpDirectory found : metadata.getDirectoriesOfType(XmpDirectory.class)) {
      words = words.or(ofXmp(found.getXmpProperties()));
    }
    for (IptcDirectory found : metadata.getDirectoriesOfType(IptcDirectory.class)) {
      words = words.or(ofIptc(found));
    }
    return words;
  }

  private static void readXmp(byte[] packet, Metadata metadata) {
    try {
      new XmpReader().extract(packet, metadata);
    } catch (RuntimeException _) {
      // The library may throw anything on bad input.
    }
  }

  private static void readIptc(byte[] blocks, Metadata metadata) {
    try {
      new PhotoshopReader()
          .extract(new SequentialByteArrayReader(blocks), blocks.length, metadata, null);
    } catch (RuntimeException _) {
      // The library may throw anything on bad input.
    }
  }

  /// @param properties values by path, such as `dc:subject[2]`
  private static Words ofXmp(Map<String, String> properties) {
    return new Words(
        text(properties.get("dc:title[1]")),
        text(properties.get("dc:description[1]")),
        IntStream.iterate(1, i -> properties.containsKey("dc:subject[%d]".formatted(i)), i -> i + 1)
            .mapToObj(i -> text(properties.get("dc:subject[%d]".formatted(i))))
            .flatMap(Optional::stream)
            .toList(),
        stars(text(properties.get("xmp:Rating"))));
  }

  private static OptionalInt stars(Optional<String> rating) {
    // Some programs write a fraction, "3.0".
    return rating.filter(it -> it.matches("[0-5](\\.0*)?")).isPresent()
        ? OptionalInt.of(rating.get().charAt(0) - '0')
        : OptionalInt.empty();
  }

  private static Words ofIptc(IptcDirectory found) {
    List<String> keywords = found.getKeywords();
    return new Words(
        text(found.getString(IptcDirectory.TAG_OBJECT_NAME)),
        text(found.getString(IptcDirectory.TAG_CAPTION)),
        keywords == null
            ? List.of()
            : keywords.stream().map(WordsReader::text).flatMap(Optional::stream).toList(),
        OptionalInt.empty());
  }

  private static Optional<String> text(@Nullable String value) {
    return Optional.ofNullable(value)
        .map(it -> it.replaceAll("\\p{Cntrl}+", " ").strip())
        .filter(it -> !it.isEmpty());
  }
}
