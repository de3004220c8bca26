package dev.sightline.images.format;

import dev.sightline.images.codec.SystemDecoders;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.FileBytes;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.images.source.UnreadableImageException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Detects the format of a file by its first bytes; file names are often wrong.
public final class FormatSniffer {
  private static final Pattern SVG =
      Pattern.compile("(?s)(\u00EF\u00BB\u00BF)?\\s*(<[?!].*?>\\s*)*+<(\\w+:)?svg[\\s>/]");

  private static final List<Magic> UNSUPPORTED =
      List.of(
          new Magic("JPEG 2000", 0, "\0\0\0\fjP  \r\n\u0087\n"),
          new Magic("JPEG 2000", 0, "\u00FFO\u00FFQ"),
          new Magic("BigTIFF", 0, "II+\0"),
          new Magic("BigTIFF", 0, "MM\0+"),
          new Magic("OpenEXR", 0, "v/1\u0001"),
          new Magic("icon", 0, "\0\0\u0001\0"),
          new Magic("Canon raw (CRW)", 6, "HEAPCCDR"),
          new Magic("Sigma raw (X3F)", 0, "FOVb"),
          new Magic("Minolta raw (MRW)", 0, "\0MRM"),
          new Magic("GIMP (XCF)", 0, "gimp xcf"),
          new Magic("PostScript (EPS)", 0, "%!PS"),
          new Magic("PostScript (EPS)", 0, "\u00C5\u00D0\u00D3\u00C6"),
          new Magic("JPEG XR", 0, "II\u00BC"),
          new Magic("BPG", 0, "BPG\u00FB"),
          new Magic("icon", 0, "icns"),
          new Magic("DirectDraw Surface", 0, "DDS "),
          new Magic("DICOM", 128, "DICM"),
          new Magic("QOI", 0, "qoif"));

  private FormatSniffer() {}

  /// Detects the format of a file and reads its header and structure.
  ///
  /// @param system decoders for the formats that need one
  /// @param limits for decoders that need more memory than the image size in the header implies
  public static StoredImage open(byte[] bytes, SystemDecoders system, DecodeLimits limits)
      throws UnreadableImageException {
    var start = new FileBytes(bytes, "file");
    if (start.hasAscii(0, "\u00FF\u00D8")) {
      return JpegFile.open(bytes, limits);
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
      var raw = RawFile.format(start);
      return raw.isPresent() ? RawFile.open(bytes, raw, limits) : TiffFile.open(bytes);
    }
    if (RawFile.isRaw(start)) {
      return RawFile.open(bytes, Optional.empty(), limits);
    }
    if (start.hasAscii(0, PsdFile.SIGNATURE)) {
      return PsdFile.open(bytes);
    }
    if (start.hasAscii(0, "BM") && BmpFile.isPlausible(start)) {
      return BmpFile.open(bytes);
    }
    if (JxlFile.isJxl(start)) {
      return JxlFile.open(bytes, system);
    }
    var heif = HeifFile.kind(start);
    if (heif.isPresent()) {
      return HeifFile.open(bytes, heif.get(), system, limits);
    }
    throw refusal(start);
  }

  private static UnreadableImageException refusal(FileBytes start) {
    return refusalOf(start)
        .orElseGet(
            () ->
                new UnreadableImageException(
                    Reason.NOT_AN_IMAGE,
                    "The bytes are not an image: expected a JPEG, PNG, GIF, BMP, TIFF, WebP, HEIC,"
                        + " AVIF, JPEG XL or camera raw header."));
  }

  /// The exception for a file of a known format that is not supported; empty for any other file.
  public static Optional<UnreadableImageException> refusalOf(FileBytes start) {
    for (var magic : UNSUPPORTED) {
      if (start.hasAscii(magic.at, magic.text)) {
        return Optional.of(unsupported(magic.format));
      }
    }
    return looksLikeSvg(start)
        ? Optional.of(
            UnreadableImageException.unsupported(
                "This is an SVG, a drawing and not pixels: export it as PNG."))
        : Optional.empty();
  }

  /// An exception for a file of a known format that is not supported.
  ///
  /// @param format name of the format
  public static UnreadableImageException unsupported(String format) {
    return UnreadableImageException.unsupported(
        "This is an image in the format %s, which is not supported.".formatted(format));
  }

  /// XML may begin with a byte order mark, a declaration, comments and a document type; the element
  /// itself is early in every real drawing.
  private static boolean looksLikeSvg(FileBytes start) {
    int looked = Math.min(start.length(), 4096);
    var text = new String(start.array(), 0, looked, StandardCharsets.ISO_8859_1);
    return SVG.matcher(text).lookingAt();
  }

  private record Magic(String format, int at, String text) {}
}
