package dev.sightline.images.format;

import dev.sightline.images.codec.OpenCv;
import dev.sightline.images.pixels.ColourProfile;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.pixels.RgbaPixels;
import dev.sightline.images.source.FileBytes;
import dev.sightline.images.source.UnreadableImageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A WebP (RFC 9649): a RIFF container around a VP8 or VP8L image.
///
/// The native decoder gets only the first image, in a new container without alpha plane, animation
/// and metadata.
final class WebpFile implements StoredImage {
  private static final String NAME = "WebP";
  private static final int RIFF_HEADER = 12; // "RIFF", size, "WEBP"
  private static final int CHUNK_HEADER = 8; // type, size
  private static final int ALPHA_USED = 0x10; // a flag of a VP8X chunk
  private static final int VP8L_ALPHA = 28; // the bit after the two sizes
  private static final int FRAME_HEADER = 16; // of an ANMF chunk, before its image

  private final FileBytes file;
  private final long end;
  private int canvasWidth; // 0 until a VP8X chunk was read
  private int canvasHeight;
  private @Nullable Frame frame;
  private byte @Nullable [] exif;
  private byte @Nullable [] profile;
  private boolean isAnimated;
  private boolean hasAlpha;
  private final List<byte[]> xmp = new ArrayList<>();

  /// The first image: the offset of its VP8 or VP8L chunk, its size, and its position on the
  /// canvas.
  private record Frame(long at, int width, int height, int left, int top) {}

  private WebpFile(FileBytes file) throws UnreadableImageException {
    this.file = file;
    this.end = CHUNK_HEADER + file.u32LittleEndian(4);
    file.need(0, end);
  }

  static WebpFile open(byte[] bytes) throws UnreadableImageException {
    var webp = new WebpFile(new FileBytes(bytes, NAME));
    webp.walk(RIFF_HEADER, webp.end, 0, 0);
    webp.frame(); // fails if there is none
    return webp;
  }

  @Override
  public String format() {
    return "webp";
  }

  @Override
  public int width() {
    return canvasWidth;
  }

  @Override
  public int height() {
    return canvasHeight;
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
  public Pixels decode(int shortSide) throws UnreadableImageException {
    var frame = frame();
    byte[] alone = alone(frame);
    var image = OpenCv.decode(alone, alone.length, 1, NAME);
    if (image.width() == canvasWidth && image.height() == canvasHeight) {
      return image;
    }
    return onCanvas(image, frame);
  }

  /// Of an animation the first frame is decoded; [#animation] gives the others.
  @Override
  public Optional<RgbaPixels> decodeWithAlpha() throws UnreadableImageException {
    return hasAlpha && !isAnimated
        ? OpenCv.decodeWithAlpha(file.slice(0, Math.min(end, file.length())), NAME)
        : Optional.empty();
  }

  @Override
  public Optional<ColourProfile> colourProfile() {
    return Optional.ofNullable(profile).flatMap(ColourProfile::ofIcc);
  }

  @Override
  public Optional<byte[]> animation() {
    return isAnimated ? Optional.of(file.array()) : Optional.empty();
  }

  private Frame frame() throws UnreadableImageException {
    if (frame == null) {
      throw UnreadableImageException.corrupt("The WebP has no image data.");
    }
    return frame;
  }

  private void walk(long from, long to, int left, int top) throws UnreadableImageException {
    long at = from;
    while (at + CHUNK_HEADER <= to) {
      long length = file.u32LittleEndian(at + 4);
      file.need(at, CHUNK_HEADER + length);
      take(at, length, left, top);
      at += CHUNK_HEADER + length + (length & 1);
    }
  }

  private void take(long at, long length, int left, int top) throws UnreadableImageException {
    long data = at + CHUNK_HEADER;
    if (file.hasAscii(at, "VP8X")) {
      hasAlpha = (file.u8(data) & ALPHA_USED) != 0;
      canvasWidth = u24(data + 4) + 1;
      canvasHeight = u24(data + 7) + 1;
    } else if (file.hasAscii(at, "EXIF")) {
      // Some writers put the JPEG's header before the TIFF structure.
      exif = file.slice(data + (file.hasAscii(data, "Exif\0\0") ? 6 : 0), data + length);
    } else if (file.hasAscii(at, "ICCP")) {
      profile = file.slice(data, data + length);
    } else if (file.hasAscii(at, "XMP ")) {
      xmp.add(file.slice(data, data + length));
    } else if (frame == null && file.hasAscii(at, "ANMF")) {
      isAnimated = true;
      walk(data + FRAME_HEADER, data + length, u24(data) * 2, u24(data + 3) * 2);
    } else if (frame == null && file.hasAscii(at, "VP8 ")) {
      // A key frame: three bytes of flags, a start code, then two sizes of 14 bits.
      take(
          new Frame(
              at,
              file.u16LittleEndian(data + 6) & 0x3FFF,
              file.u16LittleEndian(data + 8) & 0x3FFF,
              left,
              top));
    } else if (frame == null && file.hasAscii(at, "VP8L")) {
      long sizes = file.u32LittleEndian(data + 1);
      hasAlpha |= (sizes >> VP8L_ALPHA & 1) != 0;
      take(
          new Frame(at, (int) (sizes & 0x3FFF) + 1, (int) ((sizes >> 14) & 0x3FFF) + 1, left, top));
    }
  }

  private void take(Frame found) throws UnreadableImageException {
    if (canvasWidth == 0) {
      canvasWidth = found.width;
      canvasHeight = found.height;
    }
    if (found.width == 0
        || found.height == 0
        || found.left + found.width > canvasWidth
        || found.top + found.height > canvasHeight) {
      throw UnreadableImageException.corrupt(
          "The WebP has a frame of %d x %d at %d, %d on a canvas of %d x %d."
              .formatted(
                  found.width, found.height, found.left, found.top, canvasWidth, canvasHeight));
    }
    frame = found;
  }

  private byte[] alone(Frame frame) throws UnreadableImageException {
    int length = CHUNK_HEADER + (int) file.u32LittleEndian(frame.at + 4);
    int padded = length + (length & 1);
    return ByteBuffer.allocate(RIFF_HEADER + padded)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.ISO_8859_1))
        .putInt(4 + padded)
        .put("WEBP".getBytes(StandardCharsets.ISO_8859_1))
        .put(file.slice(frame.at, frame.at + length))
        .array();
  }

  /// What an animation's first frame does not cover is transparent black: black, without alpha.
  private Pixels onCanvas(Pixels image, Frame frame) {
    byte[] canvas = new byte[canvasWidth * canvasHeight * Pixels.CHANNELS];
    int row = image.width() * Pixels.CHANNELS;
    for (int y = 0; y < image.height(); y++) {
      int to = ((frame.top + y) * canvasWidth + frame.left) * Pixels.CHANNELS;
      System.arraycopy(image.rgb(), y * row, canvas, to, row);
    }
    return new Pixels(canvasWidth, canvasHeight, canvas);
  }

  private int u24(long at) throws UnreadableImageException {
    return file.u16LittleEndian(at) | (file.u8(at + 2) << 16);
  }
}
