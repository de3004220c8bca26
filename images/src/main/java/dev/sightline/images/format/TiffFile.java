package dev.sightline.images.format;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import dev.sightline.images.codec.ImageIoReader;
import dev.sightline.images.pixels.ColourProfile;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.pixels.RgbaPixels;
import dev.sightline.images.source.FileBytes;
import dev.sightline.images.source.UnreadableImageException;
import java.util.Map;
import java.util.Optional;

/// A TIFF (revision 6.0), of which the first page is decoded. TwelveMonkeys decodes it in Java: it
/// supports more variants than OpenCV and cannot crash the process.
///
/// Header: byte order, 42, offset of the first [directory][TiffDirectory].
final class TiffFile implements StoredImage {
  private static final String NAME = "TIFF";
  private static final int MOST_SAMPLES = 8; // CMYK and some alphas; more is not a photo

  private static final int COMPRESSION = 259;
  private static final int EXTRA_SAMPLES = 338;
  private static final int COLOUR_PROFILE = 34675;

  /// Values of [#COMPRESSION], registered and of libtiff.
  private static final Map<Long, String> NOT_DECODED =
      Map.of(
          34661L, "JBIG",
          34712L, "JPEG 2000",
          34887L, "LERC",
          34892L, "lossy JPEG of a DNG",
          34925L, "LZMA",
          50000L, "Zstandard",
          50001L, "WebP",
          50002L, "JPEG XL",
          52546L, "JPEG XL");

  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int SAMPLES = 277;
  private static final int STRIP_OFFSETS = 273;
  private static final int STRIP_BYTES = 279;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTES = 325;

  private final FileBytes file;
  private final TiffDirectory directory;
  private final int width;
  private final int height;

  private TiffFile(FileBytes file) throws UnreadableImageException {
    this.file = file;
    this.directory = TiffDirectory.first(file);
    this.width = size(WIDTH);
    this.height = size(HEIGHT);
  }

  static TiffFile open(byte[] bytes) throws UnreadableImageException {
    var tiff = new TiffFile(new FileBytes(bytes, NAME));
    tiff.checkCompression();
    tiff.checkShape();
    tiff.checkWhole(STRIP_OFFSETS, STRIP_BYTES);
    tiff.checkWhole(TILE_OFFSETS, TILE_BYTES);
    return tiff;
  }

  @Override
  public String format() {
    return "tiff";
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  /// The TIFF structure is itself the EXIF block.
  @Override
  public Optional<byte[]> exif() {
    return Optional.of(file.array());
  }

  @Override
  public Optional<RgbaPixels> decodeWithAlpha() throws UnreadableImageException {
    return directory.count(EXTRA_SAMPLES) > 0
        ? ImageIoReader.readWithAlpha(new TIFFImageReaderSpi(), file.array(), NAME)
        : Optional.empty();
  }

  @Override
  public Optional<ColourProfile> colourProfile() {
    try {
      Optional<Long> at = directory.bytesAt(COLOUR_PROFILE);
      return at.isEmpty()
          ? Optional.empty()
          : ColourProfile.ofIcc(file.slice(at.get(), at.get() + directory.count(COLOUR_PROFILE)));
    } catch (UnreadableImageException _) {
      return Optional.empty(); // a damaged profile does not prevent decoding
    }
  }

  @Override
  public Pixels decode(int shortSide) throws UnreadableImageException {
    return ImageIoReader.read(new TIFFImageReaderSpi(), file.array(), NAME);
  }

  private int size(int tag) throws UnreadableImageException {
    long size = directory.first(tag, 0);
    if (size < 1 || size > Integer.MAX_VALUE) {
      throw UnreadableImageException.corrupt(
          "The TIFF says its %s is %d, expected at least 1."
              .formatted(tag == WIDTH ? "width" : "height", size));
    }
    return (int) size;
  }

  /// Rejects compressions that cannot be decoded, with their names: the file is valid.
  private void checkCompression() throws UnreadableImageException {
    long compression = directory.first(COMPRESSION, 1);
    String name = NOT_DECODED.get(compression);
    if (name != null) {
      throw UnreadableImageException.unsupported(
          "The TIFF is compressed with %s, which is not supported: save it with LZW or Deflate."
              .formatted(name));
    }
  }

  /// The plugin allocates memory for all samples, and for a whole tile even if the image is
  /// smaller.
  private void checkShape() throws UnreadableImageException {
    long samples = directory.first(SAMPLES, 1);
    if (samples > MOST_SAMPLES) {
      throw UnreadableImageException.unsupported(
          "The TIFF has %d samples a pixel; up to %d are supported."
              .formatted(samples, MOST_SAMPLES));
    }
    long tileWidth = directory.first(TILE_WIDTH, 0);
    long tileHeight = directory.first(TILE_HEIGHT, 0);
    if (tileWidth > width + 4096L || tileHeight > height + 4096L) {
      throw UnreadableImageException.corrupt(
          "The TIFF has tiles of %d x %d for an image of %d x %d."
              .formatted(tileWidth, tileHeight, width, height));
    }
  }

  /// Checks that every strip or tile ends within the file.
  private void checkWhole(int offsets, int lengths) throws UnreadableImageException {
    long count = Math.min(directory.count(offsets), directory.count(lengths));
    for (long i = 0; i < count; i++) {
      file.need(directory.value(offsets, i), directory.value(lengths, i));
    }
  }
}
