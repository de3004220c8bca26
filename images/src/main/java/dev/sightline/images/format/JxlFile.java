package dev.sightline.images.format;

import dev.sightline.images.codec.Djxl;
import dev.sightline.images.codec.SystemDecoders;
import dev.sightline.images.pixels.Orientation;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.pixels.RgbaPixels;
import dev.sightline.images.source.FileBytes;
import dev.sightline.images.source.UnreadableImageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/// A JPEG XL (ISO/IEC 18181): a bare codestream, or boxes around one. The start of the codestream
/// is read here, because the image's size must be known before a decoder allocates memory; the
/// system's `djxl` does the rest and turns the image upright.
///
/// Codestream: `FF 0A`, then bits, lowest first: the size (D.3.2), then whether all other fields
/// have their default values, and if not, whether there is an orientation (D.3.1).
final class JxlFile implements StoredImage {
  private static final String NAME = "JPEG XL";
  private static final String CODESTREAM = "\u00FF\n";
  private static final String CONTAINER = "\0\0\0\fJXL \r\n\u0087\n";
  private static final int LARGEST_EXIF = 1 << 20; // bytes; a packed one could claim gigabytes
  private static final int LARGEST_XMP = 16 << 20;
  private static final int ENOUGH = 32; // bytes of the codestream for what is read of it

  private final byte[] file;
  private final Djxl djxl;
  private final int width;
  private final int height;
  private final byte @Nullable [] exif;
  private final List<byte[]> xmp;

  private JxlFile(byte[] file, Djxl djxl, Header header, Boxes boxes) {
    this.file = file;
    this.djxl = djxl;
    this.width = header.width;
    this.height = header.height;
    this.exif = boxes.exif;
    this.xmp = boxes.xmp;
  }

  static boolean isJxl(FileBytes file) {
    return file.hasAscii(0, CODESTREAM) || file.hasAscii(0, CONTAINER);
  }

  /// @throws UnreadableImageException `DECODER_MISSING` where the system has no `djxl`
  static JxlFile open(byte[] bytes, SystemDecoders system) throws UnreadableImageException {
    var boxes = new Boxes(new FileBytes(bytes, NAME));
    boxes.walk();
    var header = Header.read(boxes.codestream.toByteArray());
    var djxl =
        system
            .djxl()
            .orElseThrow(
                () -> UnreadableImageException.decoderMissing(NAME, SystemDecoders.INSTALL_DJXL));
    return new JxlFile(bytes, djxl, header, boxes);
  }

  @Override
  public String format() {
    return "jxl";
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
  public boolean isUpright() {
    return true;
  }

  @Override
  public Optional<byte[]> exif() {
    return Optional.ofNullable(exif);
  }

  @Override
  public List<byte[]> xmp() {
    return xmp;
  }

  @Override
  public Optional<RgbaPixels> decodeWithAlpha() throws UnreadableImageException {
    return djxl.decodeWithAlpha(file);
  }

  @Override
  public Pixels decode(int shortSide) throws UnreadableImageException {
    var pixels = djxl.decode(file);
    if (pixels.width() != width || pixels.height() != height) {
      throw UnreadableImageException.corrupt(
          "The JPEG XL says it is %d x %d and gave %d x %d."
              .formatted(width, height, pixels.width(), pixels.height()));
    }
    return pixels;
  }

  /// The container's [boxes][IsoBox]. `jxlc` holds the codestream, `jxlp` a part of it after a
  /// 4-byte number, `Exif` a TIFF structure after its 4-byte offset, `xml ` an XMP packet, `brob`
  /// another box's type and its body packed with Brotli.
  private static final class Boxes {
    private final FileBytes file;
    private final ByteArrayOutputStream codestream = new ByteArrayOutputStream();
    private final List<byte[]> xmp = new ArrayList<>();
    private byte @Nullable [] exif;

    Boxes(FileBytes file) {
      this.file = file;
    }

    void walk() throws UnreadableImageException {
      if (file.hasAscii(0, CODESTREAM)) {
        take(0, file.length());
        return;
      }
      long at = 0;
      while (at < file.length()) {
        var box = IsoBox.at(file, at, "The JPEG XL");
        take(box);
        at = box.end();
      }
      if (codestream.size() == 0) {
        throw UnreadableImageException.truncated("The JPEG XL ends before its image data.");
      }
    }

    private void take(IsoBox box) throws UnreadableImageException {
      long body = box.body();
      if (box.is(file, "jxlc")) {
        take(body, box.end());
      } else if (box.is(file, "jxlp")) {
        take(body + 4, box.end());
      } else if (exif == null && box.is(file, "Exif")) {
        exif = tiff(file.slice(body, box.end()));
      } else if (exif == null && box.is(file, "brob") && file.hasAscii(body, "Exif")) {
        exif = tiff(unpacked(file.slice(body + 4, box.end()), LARGEST_EXIF));
      } else if (box.is(file, "xml ")) {
        xmp.add(file.slice(body, box.end()));
      } else if (box.is(file, "brob") && file.hasAscii(body, "xml ")) {
        xmp.add(unpacked(file.slice(body + 4, box.end()), LARGEST_XMP));
      }
    }

    /// Metadata that cannot be read is absent: it does not prevent the image from being decoded.
    private static byte @Nullable [] tiff(byte[] box) throws UnreadableImageException {
      if (box.length < 4) {
        return null;
      }
      long start = 4 + new FileBytes(box, NAME).u32(0);
      return start < box.length ? Arrays.copyOfRange(box, (int) start, box.length) : null;
    }

    private static byte[] unpacked(byte[] packed, int mostBytes) {
      try (var input = new BrotliInputStream(new ByteArrayInputStream(packed))) {
        return input.readNBytes(mostBytes);
      } catch (IOException | RuntimeException _) { // the library may throw anything on bad input
        return new byte[0];
      }
    }

    private void take(long from, long end) throws UnreadableImageException {
      long to = Math.min(end, from + ENOUGH - codestream.size());
      if (to > from) {
        codestream.writeBytes(file.slice(from, to));
      }
    }
  }

  /// The upright size.
  private record Header(int width, int height) {
    static Header read(byte[] codestream) throws UnreadableImageException {
      var bits = new Bits(new FileBytes(codestream, NAME), CODESTREAM.length());
      boolean small = bits.next(1) == 1;
      long height = small ? (bits.next(5) + 1) * 8 : size(bits);
      int ratio = (int) bits.next(3);
      long width =
          switch (ratio) {
            case 0 -> small ? (bits.next(5) + 1) * 8 : size(bits);
            case 1 -> height;
            case 2 -> height * 12 / 10;
            case 3 -> height * 4 / 3;
            case 4 -> height * 3 / 2;
            case 5 -> height * 16 / 9;
            case 6 -> height * 5 / 4;
            default -> height * 2;
          };
      boolean usual = bits.next(1) == 1;
      boolean hasMore = !usual && bits.next(1) == 1;
      int orientation = hasMore ? (int) bits.next(3) + 1 : 1;
      int most = 1 << 30; // by the standard; also keeps both sides within an int
      if (width > most || width < 1) {
        throw UnreadableImageException.corrupt(
            "The JPEG XL says it is %,d x %,d.".formatted(width, height));
      }
      return Orientation.isSideways(orientation)
          ? new Header((int) height, (int) width)
          : new Header((int) width, (int) height);
    }

    /// Reads a number of one of four lengths, which two bits state.
    private static long size(Bits bits) throws UnreadableImageException {
      int length =
          switch ((int) bits.next(2)) {
            case 0 -> 9;
            case 1 -> 13;
            case 2 -> 18;
            default -> 30;
          };
      return bits.next(length) + 1;
    }
  }

  /// Reads bits, lowest first.
  private static final class Bits {
    private final FileBytes bytes;
    private long at;

    Bits(FileBytes bytes, int firstByte) {
      this.bytes = bytes;
      this.at = 8L * firstByte;
    }

    long next(int count) throws UnreadableImageException {
      long value = 0;
      for (int i = 0; i < count; i++) {
        value |= (long) (bytes.u8(at / 8) >> (at % 8) & 1) << i;
        at++;
      }
      return value;
    }
  }
}
