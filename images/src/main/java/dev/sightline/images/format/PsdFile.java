package dev.sightline.images.format;

import com.twelvemonkeys.imageio.plugins.psd.PSDImageReaderSpi;
import dev.sightline.images.codec.ImageIoReader;
import dev.sightline.images.pixels.ColourProfile;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.pixels.RgbaPixels;
import dev.sightline.images.source.FileBytes;
import dev.sightline.images.source.UnreadableImageException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A Photoshop document (PSD, and PSB for large ones), of which the flattened image is decoded that
/// it contains for other programs. TwelveMonkeys decodes it in Java.
///
/// Header of 26 bytes: `8BPS`, version (1 or, for PSB, 2), six zeros, channels, rows, columns, bits
/// a sample, colour mode. Then four sections, each after its length: colour table, image resources,
/// layers (a length of 8 bytes in a PSB), and, without a length, the flattened image.
///
/// @see <a href="https://www.adobe.com/devnet-apps/photoshop/fileformatashtml/">the format</a>
final class PsdFile implements StoredImage {
  static final String SIGNATURE = "8BPS";

  private static final String NAME = "PSD";
  private static final int ROWS_AT = 14;
  private static final int COLUMNS_AT = 18;
  private static final int SECTIONS_AT = 26;
  private static final int MOST_CHANNELS = 56;
  private static final int BLOCK_HEADER = 6; // "8BIM" and the resource's number

  private static final int COLOUR_PROFILE = 1039;
  private static final int EXIF = 1058;
  private static final int XMP = 1060;

  private final FileBytes file;
  private final int width;
  private final int height;
  private byte[] resources = new byte[0];
  private byte @Nullable [] exif;
  private byte @Nullable [] xmp;
  private byte @Nullable [] profile;

  private PsdFile(FileBytes file, int width, int height) {
    this.file = file;
    this.width = width;
    this.height = height;
  }

  static PsdFile open(byte[] bytes) throws UnreadableImageException {
    var file = new FileBytes(bytes, NAME);
    int version = file.u16(4);
    long height = file.u32(ROWS_AT);
    long width = file.u32(COLUMNS_AT);
    int channels = file.u16(12);
    if (version < 1 || version > 2 || channels < 1 || channels > MOST_CHANNELS) {
      throw UnreadableImageException.corrupt(
          "The PSD has the version %d and %d channels, expected 1 or 2 and up to %d."
              .formatted(version, channels, MOST_CHANNELS));
    }
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw UnreadableImageException.corrupt(
          "The PSD says it is %d x %d, expected at least 1 x 1.".formatted(width, height));
    }
    var psd = new PsdFile(file, (int) width, (int) height);
    psd.walk(version == 2, channels);
    return psd;
  }

  private void walk(boolean large, int channels) throws UnreadableImageException {
    long at = SECTIONS_AT;
    at += 4 + file.u32(at); // the colour table
    long length = file.u32(at);
    resources = file.slice(at + 4, at + 4 + length);
    readResources();
    at += 4 + length;
    at += large ? 8 + (file.u32(at) << 32 | file.u32(at + 4)) : 4 + file.u32(at); // layers
    checkImage(at, large, channels);
  }

  /// Checks that the image is complete: raw samples, or run-length encoded rows after their
  /// lengths.
  private void checkImage(long at, boolean large, int channels) throws UnreadableImageException {
    int compression = file.u16(at);
    long start = at + 2;
    if (compression == 0) {
      int bits = file.u16(22);
      file.need(start, (width * (long) bits + 7) / 8 * height * channels);
    } else if (compression == 1) {
      long rows = (long) height * channels;
      int size = large ? 4 : 2;
      file.need(start, rows * size);
      long packed = 0;
      for (long row = 0; row < rows; row++) {
        packed += large ? file.u32(start + row * size) : file.u16(start + row * size);
      }
      file.need(start + rows * size, packed);
    }
  }

  /// Blocks of `8BIM`, a number, a name padded to an even length, a length, and padded data.
  private void readResources() throws UnreadableImageException {
    var blocks = new FileBytes(resources, NAME);
    long at = 0;
    while (at + BLOCK_HEADER < resources.length && blocks.hasAscii(at, "8BIM")) {
      int number = blocks.u16(at + 4);
      long name = 1L + blocks.u8(at + BLOCK_HEADER);
      long lengthAt = at + BLOCK_HEADER + name + name % 2;
      long length = blocks.u32(lengthAt);
      long data = lengthAt + 4;
      if (data + length > resources.length) {
        return;
      }
      switch (number) {
        case COLOUR_PROFILE -> profile = blocks.slice(data, data + length);
        case EXIF -> exif = blocks.slice(data, data + length);
        case XMP -> xmp = blocks.slice(data, data + length);
        default -> {} // thumbnails, guides, settings; IPTC is read from all blocks together
      }
      at = data + length + length % 2;
    }
  }

  @Override
  public String format() {
    return "psd";
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
    return Optional.ofNullable(exif);
  }

  @Override
  public List<byte[]> xmp() {
    return xmp == null ? List.of() : List.of(xmp);
  }

  @Override
  public Optional<byte[]> iptc() {
    return resources.length == 0 ? Optional.empty() : Optional.of(resources);
  }

  @Override
  public Optional<ColourProfile> colourProfile() {
    return Optional.ofNullable(profile).flatMap(ColourProfile::ofIcc);
  }

  @Override
  public Optional<RgbaPixels> decodeWithAlpha() throws UnreadableImageException {
    return ImageIoReader.readWithAlpha(new PSDImageReaderSpi(), file.array(), NAME);
  }

  @Override
  public Pixels decode(int shortSide) throws UnreadableImageException {
    return ImageIoReader.read(new PSDImageReaderSpi(), file.array(), NAME);
  }
}
