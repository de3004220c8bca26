package dev.sightline.images.format;

import dev.sightline.images.pixels.ColourProfile;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.images.source.FileBytes;
import dev.sightline.images.source.UnreadableImageException;
import dev.sightline.images.source.UnreadableImageException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A camera's raw file. The largest JPEG that the camera embedded is decoded instead of the sensor
/// data.
///
/// CR2, NEF, ARW, DNG and PEF are TIFF structures with previews in several directories: as
/// `JPEGInterchangeFormat` (513, 514), or as a single strip of JPEG compression, which may also
/// contain the sensor data (lossless JPEG, which [JpegFile] rejects and which is therefore
/// skipped). RW2 is one with a header and tags of its own (46 holds the JPEG). RAF is a header with
/// the offset of the JPEG. ORF and CR3 state the offsets in maker notes and tracks, so their JPEGs
/// are searched by their first bytes.
final class RawFile implements StoredImage {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int PHOTOMETRIC = 262;
  private static final int MAKE = 271;
  private static final int STRIP_OFFSETS = 273;
  private static final int STRIP_BYTES = 279;
  private static final int JPEG_AT = 513;
  private static final int JPEG_BYTES = 514;
  private static final int DNG_VERSION = 50706;
  private static final int PANASONIC_JPEG = 46;
  private static final int COLOUR_FILTER_ARRAY = 32803;
  private static final int LINEAR_RAW = 34892;

  private static final Map<String, String> FORMATS =
      Map.of("NIKON", "nef", "SONY", "arw", "PENTAX", "pef");

  private static final String CANON_3 = "ftypcrx ";
  private static final List<String> OLYMPUS = List.of("IIRO", "IIRS", "MMOR");

  /// Cameras write up to three.
  private static final int MOST_PREVIEWS = 8;

  private static final int MOST_PREVIEW_BYTES = 64 << 20;

  private static final String PANASONIC = "IIU\0";
  private static final String FUJIFILM = "FUJIFILMCCD-RAW ";
  private static final int FUJIFILM_JPEG_AT = 84; // big-endian, then its length

  private final FileBytes file;
  private final DecodeLimits limits;
  private final String format;
  private final String name;
  private final boolean isTiff;
  private @Nullable JpegFile preview;
  private @Nullable UnreadableImageException fault;
  private int rawWidth;
  private int rawHeight;

  private RawFile(FileBytes file, String format, boolean isTiff, DecodeLimits limits) {
    this.file = file;
    this.limits = limits;
    this.format = format;
    this.name = format.toUpperCase(Locale.ROOT);
    this.isTiff = isTiff;
  }

  /// Whether a file is a raw file without an ordinary TIFF header.
  static boolean isRaw(FileBytes file) {
    return file.hasAscii(0, PANASONIC)
        || file.hasAscii(0, FUJIFILM)
        || file.hasAscii(4, CANON_3)
        || isOlympus(file);
  }

  private static boolean isOlympus(FileBytes file) {
    return OLYMPUS.stream().anyMatch(magic -> file.hasAscii(0, magic));
  }

  /// The raw format of a file with an ordinary TIFF header; empty for a TIFF. It is detected by
  /// what only cameras write: the mark of Canon, the version tag of Adobe, or data of a colour
  /// filter array (TIFF/EP).
  static Optional<String> format(FileBytes file) throws UnreadableImageException {
    if (file.hasAscii(8, "CR\u0002")) {
      return Optional.of("cr2");
    }
    List<TiffDirectory> directories;
    try {
      directories = TiffDirectory.all(file);
    } catch (UnreadableImageException _) {
      return Optional.empty(); // TiffFile reports the problem
    }
    if (directories.getFirst().count(DNG_VERSION) > 0) {
      return Optional.of("dng");
    }
    for (var directory : directories) {
      long photometric = number(directory, PHOTOMETRIC);
      if (photometric == COLOUR_FILTER_ARRAY || photometric == LINEAR_RAW) {
        return Optional.of(byMaker(file, directories.getFirst()));
      }
    }
    return Optional.empty();
  }

  private static String byMaker(FileBytes file, TiffDirectory main)
      throws UnreadableImageException {
    Optional<Long> at = main.bytesAt(MAKE);
    if (at.isEmpty()) {
      return "raw";
    }
    long end = Math.min(file.length(), at.get() + 6);
    var make = new String(file.slice(at.get(), end), StandardCharsets.ISO_8859_1);
    for (var maker : FORMATS.entrySet()) {
      if (make.toUpperCase(Locale.ROOT).startsWith(maker.getKey())) {
        return maker.getValue();
      }
    }
    return "raw";
  }

  /// @param format as of [#format], or empty for one of [#isRaw]
  /// @param limits limits of the preview that is decoded
  static RawFile open(byte[] bytes, Optional<String> format, DecodeLimits limits)
      throws UnreadableImageException {
    var file = new FileBytes(bytes, "camera raw");
    if (file.hasAscii(0, FUJIFILM)) {
      var raw = new RawFile(file, "raf", false, limits);
      raw.consider(file.u32(FUJIFILM_JPEG_AT), file.u32(FUJIFILM_JPEG_AT + 4));
      return raw.checked();
    }
    if (file.hasAscii(0, PANASONIC)) {
      var raw = new RawFile(file, "rw2", false, limits);
      var main = TiffDirectory.first(file);
      raw.consider(main.bytesAt(PANASONIC_JPEG).orElse(0L), main.count(PANASONIC_JPEG));
      return raw.checked();
    }
    if (file.hasAscii(4, CANON_3)) {
      var raw = new RawFile(file, "cr3", false, limits);
      raw.search();
      return raw.checked();
    }
    if (isOlympus(file)) {
      var raw = new RawFile(file, "orf", true, limits);
      for (var directory : TiffDirectory.all(file)) {
        raw.measure(directory);
      }
      raw.search();
      return raw.checked();
    }
    var raw = new RawFile(file, format.orElse("raw"), true, limits);
    for (var directory : TiffDirectory.all(file)) {
      raw.consider(number(directory, JPEG_AT), number(directory, JPEG_BYTES));
      if (directory.count(STRIP_OFFSETS) == 1) {
        raw.consider(number(directory, STRIP_OFFSETS), number(directory, STRIP_BYTES));
      }
      raw.measure(directory);
    }
    return raw.checked();
  }

  /// Selects the JPEG at an offset if it is the largest so far. A file that is truncated within any
  /// JPEG is rejected, because the largest one may be incomplete.
  private void consider(long at, long length) throws UnreadableImageException {
    if (at == 0 || length == 0) {
      return;
    }
    boolean isJpeg = file.hasAscii(at, "\u00FF\u00D8");
    if (at >= file.length() || (isJpeg && at + length > file.length())) {
      throw UnreadableImageException.truncated(
          "The %s ends too early: %,d bytes are needed, %,d are there."
              .formatted(name, at + length, file.length()));
    }
    if (!isJpeg) {
      return; // sensor data
    }
    try {
      var found = JpegFile.open(file.slice(at, at + length), limits);
      if (preview == null || area(found) > area(preview)) {
        preview = found;
      }
    } catch (UnreadableImageException e) {
      if (e.reason() != Reason.UNSUPPORTED) { // the sensor's data are lossless JPEG
        fault = e;
      }
    }
  }

  /// Selects the largest complete JPEG that begins anywhere in the file. Sensor data that begins
  /// like a JPEG by chance is not complete.
  private void search() {
    int found = 0;
    for (int at = file.indexOfFf(0);
        at < file.length() && found < MOST_PREVIEWS;
        at = file.indexOfFf(at + 1)) {
      if (file.hasAscii(at, "\u00FF\u00D8\u00FF")) {
        try {
          long most = Math.min(file.length(), (long) at + MOST_PREVIEW_BYTES);
          var jpeg = JpegFile.open(file.slice(at, most), limits);
          found++;
          if (preview == null || area(jpeg) > area(preview)) {
            preview = jpeg;
          }
          at += jpeg.imageBytes() - 1; // skips the thumbnails within this JPEG
        } catch (UnreadableImageException e) {
          if (e.reason() == Reason.TRUNCATED && preview == null) {
            fault = e;
          }
        }
      }
    }
  }

  private static long area(StoredImage image) {
    return (long) image.width() * image.height();
  }

  /// The size of the raw image, which is the largest image of the file.
  private void measure(TiffDirectory directory) {
    long width = number(directory, WIDTH);
    long height = number(directory, HEIGHT);
    boolean possible = width > 0 && height > 0 && width < 1 << 20 && height < 1 << 20;
    if (possible && width * height > (long) rawWidth * rawHeight) {
      rawWidth = (int) width;
      rawHeight = (int) height;
    }
  }

  /// The number of a tag of a preview; 0 where it is missing or unreadable.
  private static long number(TiffDirectory directory, int tag) {
    try {
      return directory.first(tag, 0);
    } catch (UnreadableImageException _) {
      return 0;
    }
  }

  private RawFile checked() throws UnreadableImageException {
    if (preview == null && fault != null) {
      throw fault;
    }
    var shown = preview();
    if (area(shown) > (long) rawWidth * rawHeight) {
      rawWidth = shown.width();
      rawHeight = shown.height();
    }
    return this;
  }

  private JpegFile preview() throws UnreadableImageException {
    if (preview == null) {
      throw UnreadableImageException.unsupported(
          "The %s has no JPEG preview in it, and raw sensor data are not developed here: export it as"
                  .formatted(name)
              + " JPEG.");
    }
    return preview;
  }

  @Override
  public String format() {
    return format;
  }

  @Override
  public int width() {
    return rawWidth;
  }

  @Override
  public int height() {
    return rawHeight;
  }

  /// A TIFF structure is itself the EXIF block; for other files the block of the preview is used.
  @Override
  public Optional<byte[]> exif() {
    if (isTiff) {
      return Optional.of(file.array());
    }
    if (format.equals("cr3")) {
      return Cr3Metadata.exif(file);
    }
    return preview == null ? Optional.empty() : preview.exif();
  }

  /// In addition to the XMP in the EXIF block.
  @Override
  public List<byte[]> xmp() {
    return preview == null ? List.of() : preview.xmp();
  }

  @Override
  public Optional<byte[]> iptc() {
    return preview == null ? Optional.empty() : preview.iptc();
  }

  @Override
  public long pixelsInMemory(int shortSide) {
    return preview == null ? 0 : preview.pixelsInMemory(shortSide);
  }

  @Override
  public Pixels decode(int shortSide) throws UnreadableImageException {
    return preview().decode(shortSide);
  }

  @Override
  public Optional<ColourProfile> colourProfile() {
    return preview == null ? Optional.empty() : preview.colourProfile();
  }

  @Override
  public Optional<Pixels> decodeInJava() throws UnreadableImageException {
    return preview().decodeInJava();
  }
}
