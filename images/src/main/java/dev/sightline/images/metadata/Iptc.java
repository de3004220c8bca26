package dev.sightline.images.metadata;

import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.StringValue;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.iptc.IptcReader;
import com.drew.metadata.photoshop.PhotoshopReader;
import dev.sightline.images.metadata.CaptureTime.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The metadata of IPTC records (IIM 4.2). Texts are UTF-8 where they are valid UTF-8, whether or
/// not the records say so, else Windows-1252.
public final class Iptc {
  private static final int TAG_MARKER = 0x1C; // before each record

  private final List<IptcDirectory> directories;

  private Iptc(List<IptcDirectory> directories) {
    this.directories = directories;
  }

  /// @param metadata of an EXIF block, which holds IPTC in TIFF files
  /// @param blocks image resource blocks as Photoshop writes them, or records alone
  public static Iptc of(Metadata metadata, Optional<byte[]> blocks) {
    blocks.filter(it -> it.length > 0).ifPresent(it -> read(it, metadata));
    return new Iptc(new ArrayList<>(metadata.getDirectoriesOfType(IptcDirectory.class)));
  }

  private static void read(byte[] blocks, Metadata metadata) {
    try {
      var reader = new SequentialByteArrayReader(blocks);
      if (blocks[0] == TAG_MARKER) {
        new IptcReader().extract(reader, metadata, blocks.length);
      } else {
        new PhotoshopReader().extract(reader, blocks.length, metadata, null);
      }
    } catch (RuntimeException _) {
      // metadata-extractor may throw any exception for bad input.
    }
  }

  /// Texts, keywords, creators and locations. IPTC has no people and no rating.
  public DescriptiveMetadata descriptive() {
    var found = DescriptiveMetadata.NONE;
    for (IptcDirectory directory : directories) {
      found = found.or(descriptive(directory));
    }
    return found;
  }

  private static DescriptiveMetadata descriptive(IptcDirectory found) {
    return new DescriptiveMetadata(
        CameraBoilerplate.without(first(found, IptcDirectory.TAG_OBJECT_NAME)),
        CameraBoilerplate.without(first(found, IptcDirectory.TAG_CAPTION)),
        texts(found, IptcDirectory.TAG_HEADLINE),
        texts(found, IptcDirectory.TAG_KEYWORDS),
        List.of(),
        texts(found, IptcDirectory.TAG_BY_LINE, IptcDirectory.TAG_CREDIT),
        texts(
            found,
            IptcDirectory.TAG_SUB_LOCATION,
            IptcDirectory.TAG_CITY,
            IptcDirectory.TAG_PROVINCE_OR_STATE,
            IptcDirectory.TAG_COUNTRY_OR_PRIMARY_LOCATION_NAME),
        OptionalInt.empty());
  }

  /// Date and time created, or the digital creation date.
  public Optional<CaptureTime> taken() {
    return directories.stream()
        .flatMap(
            it ->
                time(it, IptcDirectory.TAG_DATE_CREATED, IptcDirectory.TAG_TIME_CREATED)
                    .or(
                        () ->
                            time(
                                it,
                                IptcDirectory.TAG_DIGITAL_DATE_CREATED,
                                IptcDirectory.TAG_DIGITAL_TIME_CREATED))
                    .stream())
        .findFirst();
  }

  /// A date such as `20110703` and a time such as `182210+0200`. IIM writes 00 for a month or a day
  /// that is not known; 01 is used instead.
  private static Optional<CaptureTime> time(IptcDirectory found, int dateTag, int timeTag) {
    Optional<String> date =
        first(found, dateTag)
            .map(
                it ->
                    it.replaceFirst("^([1-9]\\d{3})00", "$101")
                        .replaceFirst("^(\\d{6})00", "$101"));
    String time = first(found, timeTag).orElse("");
    return date.flatMap(it -> MetadataDate.parse(it + " " + time))
        .or(() -> date.flatMap(MetadataDate::parse))
        .map(it -> it.at(Optional.empty(), Source.IPTC));
  }

  private static Optional<String> first(IptcDirectory found, int tag) {
    return texts(found, tag).stream().findFirst();
  }

  private static List<String> texts(IptcDirectory found, int... tags) {
    var texts = new ArrayList<String>();
    for (int tag : tags) {
      texts(found.getObject(tag))
          .flatMap(it -> MetadataText.clean(it).stream())
          .forEach(texts::add);
    }
    return texts;
  }

  private static Stream<String> texts(@Nullable Object value) {
    return switch (value) {
      case StringValue text -> Stream.of(MetadataText.decode(text.getBytes()));
      case StringValue[] all -> Stream.of(all).map(it -> MetadataText.decode(it.getBytes()));
      case String text -> Stream.of(text);
      case String[] all -> Stream.of(all);
      case null, default -> Stream.empty();
    };
  }
}
