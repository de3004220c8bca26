package dev.sightline.images.format;

import com.twelvemonkeys.imageio.plugins.bmp.BMPImageReaderSpi;
import dev.sightline.images.codec.ImageIoReader;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.source.FileBytes;
import dev.sightline.images.source.UnreadableImageException;
import java.util.Optional;

/// A Windows or OS/2 bitmap. Decoded in Java: bitmaps are rare in photo folders, so safety is
/// preferred to speed.
///
/// Header (Microsoft, `BITMAPFILEHEADER` and `BITMAPINFOHEADER`), little-endian: `BM`; at 10 the
/// offset of the pixels; at 14 the length of the second header, which identifies its version; then
/// width and height (two bytes each in the 12-byte version, else four, height negative when stored
/// from the top), planes, at 28 bits per pixel, at 30 the compression.
final class BmpFile implements StoredImage {
  private static final String NAME = "BMP";
  private static final int OS2_HEADER = 12;

  private final FileBytes file;
  private final int width;
  private final int height;

  private BmpFile(FileBytes file, int width, int height) {
    this.file = file;
    this.width = width;
    this.height = height;
  }

  /// Many text files start with `BM`, so the header is checked as well.
  static boolean isPlausible(FileBytes file) throws UnreadableImageException {
    if (file.length() < 18) {
      return false;
    }
    return switch ((int) file.u32LittleEndian(14)) {
      case OS2_HEADER, 16, 40, 52, 56, 64, 108, 124 -> true;
      default -> false;
    };
  }

  static BmpFile open(byte[] bytes) throws UnreadableImageException {
    var file = new FileBytes(bytes, NAME);
    boolean os2 = file.u32LittleEndian(14) == OS2_HEADER;
    int width = os2 ? file.u16LittleEndian(18) : (int) file.u32LittleEndian(18);
    int height = os2 ? file.u16LittleEndian(20) : (int) file.u32LittleEndian(22);
    int bits = file.u16LittleEndian(os2 ? 24 : 28);
    long compression = os2 ? 0 : file.u32LittleEndian(30);
    if (width < 1 || height == 0 || height == Integer.MIN_VALUE) {
      throw UnreadableImageException.corrupt(
          "The BMP says it is %d x %d, expected at least 1 x 1.".formatted(width, height));
    }
    boolean packed = compression == 0 || compression == 3; // plain, or plain with bit masks
    if (packed) {
      long row = ((long) width * bits + 31) / 32 * 4;
      // No file has a row of 2 GiB, and beyond that the product could overflow.
      file.need(
          file.u32LittleEndian(10), Math.min(row, Integer.MAX_VALUE) * Math.abs((long) height));
    }
    return new BmpFile(file, width, Math.abs(height));
  }

  @Override
  public String format() {
    return "bmp";
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public Optional<byte[]> exif() {
    return Optional.empty();
  }

  @Override
  public Pixels decode(int shortSide) throws UnreadableImageException {
    return ImageIoReader.read(new BMPImageReaderSpi(), file.array(), NAME);
  }
}
