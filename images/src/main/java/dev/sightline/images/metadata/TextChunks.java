package dev.sightline.images.metadata;

import dev.sightline.images.metadata.CaptureTime.Source;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The text chunks of a PNG (W3C, third edition, 11.3.3), by keyword: titles and comments, or whole
/// metadata blocks, which ImageMagick and older versions of exiftool write as hexadecimal digits
/// under `Raw profile type …`.
///
/// Keywords are found in any case; of several texts with one keyword the first is used.
public final class TextChunks {
  /// No texts.
  public static final TextChunks NONE = new TextChunks();

  /// The keyword for the chunk `tIME`, whose date is stored in the form of ISO 8601.
  static final String TIME = "tIME";

  private static final String RAW_PROFILE = "raw profile type ";
  private static final String EXIF_HEADER = "Exif\0\0";
  private static final String XMP_HEADER = "http://ns.adobe.com/xap/1.0/\0";
  private static final String PHOTOSHOP_HEADER = "Photoshop 3.0\0";

  private final Map<String, String> byKeyword = new TreeMap<>();

  /// Adds a text.
  public void add(String keyword, String text) {
    byKeyword.putIfAbsent(keyword.toLowerCase(Locale.ROOT), text);
  }

  /// Title, description, further texts, keywords and creators.
  public DescriptiveMetadata descriptive() {
    Optional<String> description = written("Description");
    List<String> keywords =
        written("Keywords").stream()
            .flatMap(it -> Stream.of(it.split("[;,]")))
            .flatMap(it -> MetadataText.clean(it).stream())
            .toList();
    List<String> creators =
        Stream.of("Author", "Artist", "Creator", "Copyright")
            .flatMap(it -> written(it).stream())
            .toList();
    return new DescriptiveMetadata(
        written("Title"),
        description.or(() -> written("Comment")),
        Stream.of("Comment", "Headline", "Subject", "Caption")
            .flatMap(it -> written(it).stream())
            .toList(),
        keywords,
        List.of(),
        creators,
        List.of(),
        OptionalInt.empty());
  }

  /// `Creation Time`, else `tIME`, which is when the image was last changed, in UTC.
  public Optional<CaptureTime> taken() {
    return date("Creation Time")
        .or(() -> date("Create Date"))
        .or(() -> date(TIME))
        .map(it -> it.at(Optional.empty(), Source.PNG));
  }

  private Optional<MetadataDate> date(String keyword) {
    return text(keyword).flatMap(it -> MetadataDate.parse(it).or(() -> mailDate(it)));
  }

  /// A date as electronic mail writes it (RFC 1123), which the PNG specification suggests.
  private static Optional<MetadataDate> mailDate(String text) {
    try {
      var time = OffsetDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
      return MetadataDate.of(time.toLocalDateTime(), Optional.of(time.getOffset()));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private Optional<String> written(String keyword) {
    return CameraBoilerplate.without(text(keyword).flatMap(MetadataText::clean));
  }

  private Optional<String> text(String keyword) {
    return Optional.ofNullable(byKeyword.get(keyword.toLowerCase(Locale.ROOT)));
  }

  /// The EXIF block of a raw profile.
  public Optional<byte[]> exif() {
    return Stream.of("exif", "APP1")
        .flatMap(it -> profile(it).stream())
        .flatMap(it -> after(EXIF_HEADER, it).or(() -> tiff(it)).stream())
        .findFirst();
  }

  private static Optional<byte[]> tiff(byte[] profile) {
    boolean isTiff =
        profile.length > 8
            && ((profile[0] == 'I' && profile[1] == 'I')
                || (profile[0] == 'M' && profile[1] == 'M'));
    return isTiff ? Optional.of(profile) : Optional.empty();
  }

  /// The XMP packets of raw profiles.
  public List<byte[]> xmp() {
    return Stream.of("xmp", "APP1")
        .flatMap(it -> profile(it).stream())
        .flatMap(
            it ->
                after(XMP_HEADER, it)
                    .or(() -> it.length > 0 && it[0] == '<' ? Optional.of(it) : Optional.empty())
                    .stream())
        .toList();
  }

  /// The IPTC records of a raw profile, alone or in image resource blocks.
  public Optional<byte[]> iptc() {
    return Stream.of("iptc", "8bim")
        .flatMap(it -> profile(it).stream())
        .map(it -> after(PHOTOSHOP_HEADER, it).orElse(it))
        .findFirst();
  }

  private static Optional<byte[]> after(String header, byte[] profile) {
    byte[] wanted = header.getBytes(StandardCharsets.ISO_8859_1);
    return profile.length > wanted.length
            && Arrays.equals(profile, 0, wanted.length, wanted, 0, wanted.length)
        ? Optional.of(Arrays.copyOfRange(profile, wanted.length, profile.length))
        : Optional.empty();
  }

  /// The bytes of a raw profile: a line with its name, one with its length, then hexadecimal digits
  /// in lines.
  private Optional<byte[]> profile(String name) {
    return text(RAW_PROFILE + name)
        .flatMap(
            text -> {
              String[] parts = text.strip().split("\\R", 3);
              if (parts.length < 3) {
                return Optional.empty();
              }
              String digits = parts[2].replaceAll("[^0-9A-Fa-f]", "");
              String whole = digits.substring(0, digits.length() & ~1);
              return Optional.of(HexFormat.of().parseHex(whole));
            });
  }
}
