package dev.sightline.images;

import dev.sightline.images.UnreadableImageException.Reason;
import java.util.List;
import java.util.Map;

/// Tells formats apart by their first bytes: names lie, bytes seldom do.
final class FormatSniffer {
  /// Brands of the ISO base media container (ISO/IEC 23008-12, AVIF 1.1) and what they hold.
  private static final Map<String, String> BRANDS =
      Map.ofEntries(
          Map.entry("avif", "AVIF"),
          Map.entry("avis", "AVIF"),
          Map.entry("heic", "HEIC"),
          Map.entry("heix", "HEIC"),
          Map.entry("hevc", "HEIC"),
          Map.entry("heim", "HEIC"),
          Map.entry("heis", "HEIC"),
          Map.entry("mif1", "HEIF"),
          Map.entry("msf1", "HEIF"),
          Map.entry("crx ", "Canon raw"));

  private static final List<Magic> UNSUPPORTED =
      List.of(
          new Magic("JPEG XL", 0, "\u00FF\n"),
          new Magic("JPEG XL", 0, "\0\0\0\fJXL \r\n\u0087\n"),
          new Magic("JPEG 2000", 0, "\0\0\0\fjP  \r\n\u0087\n"),
          new Magic("JPEG 2000", 0, "\u00FFO\u00FFQ"),
          new Magic("BigTIFF", 0, "II+\0"),
          new Magic("BigTIFF", 0, "MM\0+"),
          new Magic("Photoshop", 0, "8BPS"),
          new Magic("OpenEXR", 0, "v/1\u0001"),
          new Magic("icon", 0, "\0\0\u0001\0"),
          new Magic("Fujifilm raw", 0, "FUJIFILMCCD-RAW"),
          new Magic("Panasonic raw", 0, "IIU\0"),
          new Magic("Olympus raw", 0, "IIRO"),
          new Magic("QOI", 0, "qoif"));

  private FormatSniffer() {}

  /// Reads the header and the structure of whatever these bytes are.
  static StoredImage open(byte[] bytes) throws UnreadableImageException {
    var start = new FileBytes(bytes, "file");
    if (start.hasAscii(0, "\u00FF\u00D8")) {
      return JpegFile.open(bytes);
    }
    if (start.hasAscii(0, PngFile.SIGNATURE)) {
      return PngFile.open(bytes);
    }
    if (start.hasAscii(0, "GIF87a") || start.hasAscii(0, "GIF89a")) {
      return GifFile.open(bytes);
    }
    if (start.hasAscii(0, "RIFF") && start.hasAscii(8, "WEBP")) {
      return WebpFile.open(bytes);
    }
    if (start.hasAscii(0, "II*\0") || start.hasAscii(0, "MM\0*")) {
      return TiffFile.open(bytes);
    }
    if (start.hasAscii(0, "BM") && BmpFile.isPlausible(start)) {
      return BmpFile.open(bytes);
    }
    throw refusal(start);
  }

  private static UnreadableImageException refusal(FileBytes start) {
    for (var magic : UNSUPPORTED) {
      if (start.hasAscii(magic.at, magic.text)) {
        return unsupported(magic.format);
      }
    }
    if (start.hasAscii(4, "ftyp")) {
      for (var brand : BRANDS.entrySet()) {
        if (start.hasAscii(8, brand.getKey())) {
          return unsupported(brand.getValue());
        }
      }
    }
    return new UnreadableImageException(
        Reason.NOT_AN_IMAGE,
        "The bytes are not an image: expected a JPEG, PNG, GIF, BMP, TIFF or WebP header.");
  }

  private static UnreadableImageException unsupported(String format) {
    return UnreadableImageException.unsupported(
        "This is a picture in the format %s, which is not supported.".formatted(format));
  }

  private record Magic(String format, int at, String text) {}
}
