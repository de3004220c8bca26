package dev.sightline.images;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.util.Optional;

/// A TIFF (revision 6.0); its first page. Decoded in Java by TwelveMonkeys, which knows more of its
/// many kinds than OpenCV does and cannot crash.
///
/// Header: byte order, 42, where the first directory is. A directory: a count, then entries of 12
/// bytes: tag, type, count, and the value, or where it is if longer than 4 bytes.
final class TiffFile implements StoredImage {
  private static final String NAME = "TIFF";
  private static final int MOST_SAMPLES = 8; // CMYK and some alphas; more is not a photo
  private static final int ENTRY = 12;

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
  private final boolean littleEndian;
  private final int width;
  private final int height;

  private TiffFile(FileBytes file) throws UnreadableImageException {
    this.file = file;
    this.littleEndian = file.hasAscii(0, "II");
    this.width = size(WIDTH);
    this.height = size(HEIGHT);
  }

  static TiffFile open(byte[] bytes) throws UnreadableImageException {
    var tiff = new TiffFile(new FileBytes(bytes, NAME));
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

  /// A TIFF is its own EXIF block.
  @Override
  public Optional<byte[]> exif() {
    return Optional.of(file.array());
  }

  @Override
  public Pixels decode(int shortSide) throws UnreadableImageException {
    return JavaReader.read(new TIFFImageReaderSpi(), file.array(), NAME);
  }

  private int size(int tag) throws UnreadableImageException {
    long size = first(tag, 0);
    if (size < 1 || size > Integer.MAX_VALUE) {
      throw UnreadableImageException.corrupt(
          "The TIFF says its %s is %d, expected at least 1."
              .formatted(tag == WIDTH ? "width" : "height", size));
    }
    return (int) size;
  }

  /// The plugin takes memory for all samples, and for a whole tile, however small the picture.
  private void checkShape() throws UnreadableImageException {
    long samples = first(SAMPLES, 1);
    if (samples > MOST_SAMPLES) {
      throw UnreadableImageException.unsupported(
          "The TIFF has %d samples a pixel; up to %d are supported."
              .formatted(samples, MOST_SAMPLES));
    }
    long tileWidth = first(TILE_WIDTH, 0);
    long tileHeight = first(TILE_HEIGHT, 0);
    if (tileWidth > width + 4096L || tileHeight > height + 4096L) {
      throw UnreadableImageException.corrupt(
          "The TIFF has tiles of %d x %d for a picture of %d x %d."
              .formatted(tileWidth, tileHeight, width, height));
    }
  }

  /// Every strip or tile must end within the file.
  private void checkWhole(int offsets, int lengths) throws UnreadableImageException {
    long count = Math.min(count(offsets), count(lengths));
    for (long i = 0; i < count; i++) {
      file.need(value(offsets, i), value(lengths, i));
    }
  }

  private long first(int tag, long ifAbsent) throws UnreadableImageException {
    return count(tag) == 0 ? ifAbsent : value(tag, 0);
  }

  private long count(int tag) throws UnreadableImageException {
    long entry = entry(tag);
    return entry < 0 ? 0 : u32(entry + 4);
  }

  private long value(int tag, long index) throws UnreadableImageException {
    long entry = entry(tag);
    int type = u16(entry + 2);
    int bytes =
        switch (type) {
          case 1 -> 1; // BYTE
          case 3 -> 2; // SHORT
          case 4 -> 4; // LONG
          default ->
              throw UnreadableImageException.corrupt(
                  "The TIFF's tag %d has the type %d, expected 1, 3 or 4.".formatted(tag, type));
        };
    boolean inline = u32(entry + 4) * bytes <= 4;
    long at = (inline ? entry + 8 : u32(entry + 8)) + index * bytes;
    return switch (bytes) {
      case 1 -> file.u8(at);
      case 2 -> u16(at);
      default -> u32(at);
    };
  }

  /// Where a tag's entry is in the first directory, or -1.
  private long entry(int tag) throws UnreadableImageException {
    long directory = u32(4);
    int entries = u16(directory);
    for (int i = 0; i < entries; i++) {
      long entry = directory + 2 + (long) i * ENTRY;
      file.need(entry, ENTRY);
      if (u16(entry) == tag) {
        return entry;
      }
    }
    return -1;
  }

  private int u16(long at) throws UnreadableImageException {
    return littleEndian ? file.u16LittleEndian(at) : file.u16(at);
  }

  private long u32(long at) throws UnreadableImageException {
    return littleEndian ? file.u32LittleEndian(at) : file.u32(at);
  }
}
