package dev.sightline.images.format;

import dev.sightline.images.codec.Libheif;
import dev.sightline.images.codec.SystemDecoders;
import dev.sightline.images.pixels.ColourProfile;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.pixels.RgbaPixels;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.FileBytes;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.images.source.UnreadableImageException.Reason;
import java.util.List;
import java.util.Optional;

/// A still image in the HEIF container (ISO/IEC 23008-12): HEIC, which holds HEVC, or AVIF, which
/// holds AV1. This class walks the boxes to detect truncated files; libheif does the rest.
///
/// The container states turns and mirrors itself, and libheif applies them. The EXIF orientation is
/// for information only (23008-12, A.2.1) and must not be applied again.
final class HeifFile implements StoredImage {
  private static final int BOX = 8;

  private final byte[] file;
  private final Kind kind;
  private final Libheif libheif;
  private final DecodeLimits limits;
  private final Libheif.Header header;

  /// The kind of a file, by the brands in its first box.
  enum Kind {
    /// HEVC.
    HEIC("heic", "HEIC"),
    /// AV1.
    AVIF("avif", "AVIF"),
    /// Another codec, which only libheif detects.
    HEIF("heif", "HEIF");

    private final String format;
    private final String name;

    Kind(String format, String name) {
      this.format = format;
      this.name = name;
    }

    /// The name for users.
    String shown() {
      return name;
    }
  }

  private HeifFile(
      byte[] file, Kind kind, Libheif libheif, DecodeLimits limits, Libheif.Header header) {
    this.file = file;
    this.kind = kind;
    this.libheif = libheif;
    this.limits = limits;
    this.header = header;
  }

  /// The kind of a file by its brands; empty for other files with the same container, such as
  /// videos.
  static Optional<Kind> kind(FileBytes file) {
    if (!file.hasAscii(4, "ftyp")) {
      return Optional.empty();
    }
    if (hasBrand(file, List.of("avif", "avis"))) {
      return Optional.of(Kind.AVIF);
    }
    if (hasBrand(file, List.of("heic", "heix", "heim", "heis", "hevc", "hevx"))) {
      return Optional.of(Kind.HEIC);
    }
    return hasBrand(file, List.of("mif1", "msf1")) ? Optional.of(Kind.HEIF) : Optional.empty();
  }

  /// The major brand lies at 8, then a version, then compatible brands to the end of the box.
  private static boolean hasBrand(FileBytes file, List<String> brands) {
    int most = 40; // brands; real files have up to ten
    try {
      long end = Math.min(file.u32(0), BOX + 8 + 4L * most);
      for (int at = BOX; at < end; at += at == BOX ? 8 : 4) {
        int place = at;
        if (brands.stream().anyMatch(brand -> file.hasAscii(place, brand))) {
          return true;
        }
      }
      return false;
    } catch (UnreadableImageException _) {
      return false; // shorter than its first box's length
    }
  }

  /// @throws UnreadableImageException `DECODER_MISSING` where this system cannot decode the kind
  static HeifFile open(byte[] bytes, Kind kind, SystemDecoders decoders, DecodeLimits limits)
      throws UnreadableImageException {
    walk(new FileBytes(bytes, kind.name));
    var libheif =
        decoders.libheif().orElseThrow(() -> missing(kind, SystemDecoders.INSTALL_LIBHEIF));
    if (kind == Kind.HEIC && !libheif.decodesHevc()) {
      throw missing(kind, SystemDecoders.INSTALL_HEVC);
    }
    if (kind == Kind.AVIF && !libheif.decodesAv1()) {
      throw missing(kind, SystemDecoders.INSTALL_AV1);
    }
    var header = libheif.header(bytes, kind.name);
    if (header.width() < 1 || header.height() < 1) {
      throw UnreadableImageException.corrupt(
          "The %s says it is %d x %d, expected at least 1 x 1."
              .formatted(kind.name, header.width(), header.height()));
    }
    return new HeifFile(bytes, kind, libheif, limits, header);
  }

  private static UnreadableImageException missing(Kind kind, String install) {
    return UnreadableImageException.decoderMissing(kind.name, install);
  }

  /// Checks that every box ends within the file, until the description (`meta`) and the data
  /// (`mdat`) were found; some cameras append data that is not a box.
  private static void walk(FileBytes file) throws UnreadableImageException {
    long at = 0;
    boolean described = false;
    boolean data = false;
    while (at < file.length() && !(described && data)) {
      var box = IsoBox.at(file, at, "The file");
      described |= box.is(file, "meta");
      data |= box.is(file, "mdat") || box.is(file, "idat");
      at = box.end();
    }
    if (!described) {
      throw new UnreadableImageException(
          Reason.TRUNCATED, "The file ends before the description of its image.");
    }
  }

  @Override
  public String format() {
    return kind.format;
  }

  @Override
  public int width() {
    return header.width();
  }

  @Override
  public int height() {
    return header.height();
  }

  @Override
  public boolean isUpright() {
    return true;
  }

  @Override
  public Optional<byte[]> exif() {
    return header.exif().map(Libheif.MetadataItem::bytes);
  }

  @Override
  public List<byte[]> xmp() {
    return header.xmp().stream().map(Libheif.MetadataItem::bytes).toList();
  }

  @Override
  public Optional<RgbaPixels> decodeWithAlpha() throws UnreadableImageException {
    return libheif.decodeWithAlpha(file, kind.name, limits.maxPixels());
  }

  @Override
  public Optional<ColourProfile> colourProfile() {
    return HeifColours.read(new FileBytes(file, kind.name));
  }

  @Override
  public Pixels decode(int shortSide) throws UnreadableImageException {
    return libheif.decode(file, kind.name, limits.maxPixels());
  }
}
