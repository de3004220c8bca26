package dev.sightline.images;

import dev.sightline.images.codec.SystemDecoders;
import dev.sightline.images.format.FormatSniffer;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.FileBytes;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.images.source.UnreadableImageException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Image formats that are known by their file names and cannot be decoded. Of a file with such a
/// name only the start is read; a file that is really a JPEG is decoded as one.
public final class UnsupportedFormats {
  /// Enough for every signature that [FormatSniffer] knows, and for the start of an SVG.
  private static final int START = 4096;

  private static final Map<String, String> FORMATS =
      Map.ofEntries(
          Map.entry("crw", "Canon raw (CRW)"),
          Map.entry("nrw", "Nikon raw (NRW)"),
          Map.entry("srw", "Samsung raw (SRW)"),
          Map.entry("sr2", "Sony raw (SR2)"),
          Map.entry("srf", "Sony raw (SRF)"),
          Map.entry("rwl", "Leica raw (RWL)"),
          Map.entry("x3f", "Sigma raw (X3F)"),
          Map.entry("mrw", "Minolta raw (MRW)"),
          Map.entry("3fr", "Hasselblad raw (3FR)"),
          Map.entry("fff", "Hasselblad raw (FFF)"),
          Map.entry("iiq", "Phase One raw (IIQ)"),
          Map.entry("erf", "Epson raw (ERF)"),
          Map.entry("mef", "Mamiya raw (MEF)"),
          Map.entry("mos", "Leaf raw (MOS)"),
          Map.entry("dcr", "Kodak raw (DCR)"),
          Map.entry("kdc", "Kodak raw (KDC)"),
          Map.entry("jp2", "JPEG 2000"),
          Map.entry("j2k", "JPEG 2000"),
          Map.entry("jpf", "JPEG 2000"),
          Map.entry("jpx", "JPEG 2000"),
          Map.entry("j2c", "JPEG 2000"),
          Map.entry("jxr", "JPEG XR"),
          Map.entry("wdp", "JPEG XR"),
          Map.entry("hdp", "JPEG XR"),
          Map.entry("svg", "SVG"),
          Map.entry("svgz", "SVG"),
          Map.entry("exr", "OpenEXR"),
          Map.entry("ico", "icon"),
          Map.entry("cur", "icon"),
          Map.entry("icns", "icon"),
          Map.entry("xcf", "GIMP (XCF)"),
          Map.entry("kra", "Krita"),
          Map.entry("ora", "OpenRaster"),
          Map.entry("ai", "Adobe Illustrator"),
          Map.entry("eps", "PostScript (EPS)"),
          Map.entry("wmf", "Windows Metafile"),
          Map.entry("emf", "Windows Metafile"),
          Map.entry("tga", "Targa"),
          Map.entry("pcx", "PCX"),
          Map.entry("dds", "DirectDraw Surface"),
          Map.entry("qoi", "QOI"),
          Map.entry("bpg", "BPG"),
          Map.entry("pbm", "Netpbm"),
          Map.entry("pgm", "Netpbm"),
          Map.entry("ppm", "Netpbm"),
          Map.entry("pnm", "Netpbm"),
          Map.entry("dcm", "DICOM"));

  private UnsupportedFormats() {}

  /// The unsupported format of a file name, if it has one.
  static Optional<String> ofName(String fileName) {
    return Optional.ofNullable(FORMATS.get(ImageFormats.extension(fileName)));
  }

  /// Rejects a file with the name of an unsupported format, unless its bytes are of a supported
  /// one. Reads at most the first 4 KB; a file that cannot be opened is left to [ImageDecoder].
  ///
  /// @throws UnreadableImageException `UNSUPPORTED`, with the format
  public static void check(Path file) throws UnreadableImageException {
    Optional<String> format = ofName(file.toString());
    if (format.isEmpty()) {
      return;
    }
    byte[] start;
    try (var in = Files.newInputStream(file)) {
      start = in.readNBytes(START);
    } catch (IOException e) {
      return;
    }
    if (start.length > 0) {
      check(start, format.get());
    }
  }

  private static void check(byte[] start, String format) throws UnreadableImageException {
    Optional<UnreadableImageException> refusal =
        FormatSniffer.refusalOf(new FileBytes(start, "file"));
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    if (!isRecognized(start)) {
      throw FormatSniffer.unsupported(format);
    }
  }

  private static boolean isRecognized(byte[] start) {
    try {
      FormatSniffer.open(start, SystemDecoders.none(), DecodeLimits.DEFAULT);
      return true;
    } catch (UnreadableImageException e) {
      return e.reason() != Reason.NOT_AN_IMAGE; // truncated, because only the start was read
    } catch (RuntimeException e) {
      return true; // the decoder reads the whole file and reports it
    }
  }
}
