package dev.sightline.images.format;

import dev.sightline.images.codec.LzwReader;
import dev.sightline.images.metadata.TextChunks;
import dev.sightline.images.pixels.Pixels;
import dev.sightline.images.pixels.RgbaPixels;
import dev.sightline.images.source.FileBytes;
import dev.sightline.images.source.UnreadableImageException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A GIF (87a and 89a); the first frame on its canvas. The file must be complete only up to the end
/// of that frame.
///
/// ImageIO is not used: it returns the frame instead of the canvas, and accepts truncated frames.
/// Transparent pixels keep their palette colour.
final class GifFile implements StoredImage {
  private static final String NAME = "GIF";
  private static final int HEADER = 13; // signature, canvas size, flags, background, aspect
  private static final int DESCRIPTOR = 10; // separator, place, size, flags
  private static final int INTERLACED = 0x40;

  private final FileBytes file;
  private final boolean hasTransparency;
  private final int transparent; // fills what the frame does not cover; 0 if there is none
  private final int[] palette;
  private final Frame frame;

  /// The position of a frame on the canvas, and the offset of its data in the file.
  private record Frame(int left, int top, int width, int height, int flags, int data) {}

  private final GifExtensions extensions;

  /// @param transparent index of the transparent colour; empty if there is none
  private GifFile(
      FileBytes file,
      OptionalInt transparent,
      int[] palette,
      Frame frame,
      GifExtensions extensions) {
    this.extensions = extensions;
    this.file = file;
    this.hasTransparency = transparent.isPresent();
    this.transparent = transparent.orElse(0);
    this.palette = palette;
    this.frame = frame;
  }

  static GifFile open(byte[] bytes) throws UnreadableImageException {
    var file = new FileBytes(bytes, NAME);
    int flags = file.u8(10);
    int[] shared = palette(file, HEADER, flags);
    int at = HEADER + shared.length * Pixels.CHANNELS;
    var transparent = OptionalInt.empty();
    var extensions = new GifExtensions(file);
    while (file.u8(at) != 0x2C) { // an image
      if (file.u8(at) != 0x21) { // an extension
        throw UnreadableImageException.corrupt(
            "The GIF has a block of the unknown kind %d, or no image.".formatted(file.u8(at)));
      }
      boolean control = file.u8(at + 1) == 0xF9 && file.u8(at + 2) == 4;
      if (control && (file.u8(at + 3) & 1) != 0) {
        transparent = OptionalInt.of(file.u8(at + 6));
      }
      int next = skipBlocks(file, at + 2);
      extensions.add(at, next);
      at = next;
    }
    return openFrame(file, at, shared, transparent, extensions);
  }

  private static GifFile openFrame(
      FileBytes file, int at, int[] shared, OptionalInt transparent, GifExtensions extensions)
      throws UnreadableImageException {
    int flags = file.u8(at + 9);
    int[] own = palette(file, at + DESCRIPTOR, flags);
    var frame =
        new Frame(
            file.u16LittleEndian(at + 1),
            file.u16LittleEndian(at + 3),
            file.u16LittleEndian(at + 5),
            file.u16LittleEndian(at + 7),
            flags,
            at + DESCRIPTOR + own.length * Pixels.CHANNELS);
    if (frame.width == 0 || frame.height == 0) {
      throw UnreadableImageException.corrupt(
          "The GIF has a frame of %d x %d, expected at least 1 x 1."
              .formatted(frame.width, frame.height));
    }
    extensions.addAll(skipBlocks(file, frame.data + 1)); // also checks that all blocks are present
    int[] palette = own.length > 0 ? own : shared.length > 0 ? shared : greys();
    return new GifFile(file, transparent, palette, frame, extensions);
  }

  @Override
  public String format() {
    return "gif";
  }

  /// The canvas, enlarged where the frame extends beyond it, as in Pillow and browsers.
  @Override
  public int width() {
    return Math.max(canvas(6), frame.left + frame.width);
  }

  @Override
  public int height() {
    return Math.max(canvas(8), frame.top + frame.height);
  }

  @Override
  public Optional<byte[]> exif() {
    return Optional.empty();
  }

  /// Pixels outside the frame and pixels of the transparent colour are transparent.
  @Override
  public Optional<RgbaPixels> decodeWithAlpha() throws UnreadableImageException {
    if (!hasTransparency && frame.width == width() && frame.height == height()) {
      return Optional.empty();
    }
    byte[] rgba = new byte[width() * height() * RgbaPixels.CHANNELS];
    byte[] indices = indices();
    Pixels opaque = painted(indices);
    int in = 0;
    for (int row : rows()) {
      for (int x = 0; x < frame.width; x++) {
        int pixel = (frame.top + row) * width() + frame.left + x;
        boolean seen = !hasTransparency || (indices[in++] & 0xFF) != transparent;
        rgba[pixel * RgbaPixels.CHANNELS + 3] = (byte) (seen ? 255 : 0);
      }
    }
    for (int pixel = 0; pixel < width() * height(); pixel++) {
      System.arraycopy(
          opaque.rgb(),
          pixel * Pixels.CHANNELS,
          rgba,
          pixel * RgbaPixels.CHANNELS,
          Pixels.CHANNELS);
    }
    return Optional.of(new RgbaPixels(width(), height(), rgba));
  }

  @Override
  public Optional<byte[]> animation() {
    return Optional.of(file.array());
  }

  @Override
  public List<byte[]> xmp() {
    return extensions.xmp();
  }

  @Override
  public TextChunks texts() {
    return extensions.texts();
  }

  @Override
  public Pixels decode(int shortSide) throws UnreadableImageException {
    return painted(indices());
  }

  /// The palette indices of the frame, in stored order.
  private byte[] indices() throws UnreadableImageException {
    return new LzwReader(blocks()).read(file.u8(frame.data), frame.width * frame.height);
  }

  private Pixels painted(byte[] indices) {
    int width = width();
    byte[] rgb = new byte[width * height() * Pixels.CHANNELS];
    for (int out = 0; out < rgb.length; out += Pixels.CHANNELS) {
      paint(transparent, rgb, out);
    }
    int in = 0;
    for (int row : rows()) {
      int out = ((frame.top + row) * width + frame.left) * Pixels.CHANNELS;
      for (int x = 0; x < frame.width; x++) {
        paint(indices[in] & 0xFF, rgb, out);
        in++;
        out += Pixels.CHANNELS;
      }
    }
    return new Pixels(width, height(), rgb);
  }

  private void paint(int index, byte[] rgb, int out) {
    int colour = index < palette.length ? palette[index] : 0;
    rgb[out] = (byte) (colour >> 16);
    rgb[out + 1] = (byte) (colour >> 8);
    rgb[out + 2] = (byte) colour;
  }

  /// The rows of the frame in stored order. Interlaced: every 8th from 0, every 8th from 4, every
  /// 4th from 2, every 2nd from 1.
  private int[] rows() {
    int[] rows = new int[frame.height];
    if ((frame.flags & INTERLACED) == 0) {
      Arrays.setAll(rows, row -> row);
      return rows;
    }
    int stored = 0;
    int[][] passes = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};
    for (int[] pass : passes) {
      for (int row = pass[0]; row < frame.height; row += pass[1]) {
        rows[stored++] = row;
      }
    }
    return rows;
  }

  private byte[] blocks() throws UnreadableImageException {
    var data = new ByteArrayOutputStream();
    int at = frame.data + 1;
    while (file.u8(at) != 0) {
      data.write(file.array(), at + 1, file.u8(at));
      at += 1 + file.u8(at);
    }
    return data.toByteArray();
  }

  private int canvas(int at) {
    return (file.array()[at] & 0xFF) | (file.array()[at + 1] & 0xFF) << 8;
  }

  static int skipBlocks(FileBytes file, int from) throws UnreadableImageException {
    int at = from;
    while (file.u8(at) != 0) {
      at += 1 + file.u8(at);
    }
    return at + 1;
  }

  /// The colours as `0xRRGGBB`; empty if the flags state no palette.
  static int[] palette(FileBytes file, int at, int flags) throws UnreadableImageException {
    if ((flags & 0x80) == 0) {
      return new int[0];
    }
    int[] colours = new int[2 << (flags & 7)];
    for (int i = 0; i < colours.length; i++) {
      int colour = at + i * Pixels.CHANNELS;
      colours[i] = (file.u16(colour) << 8) | file.u8(colour + 2);
    }
    return colours;
  }

  private static int[] greys() {
    int[] greys = new int[256];
    Arrays.setAll(greys, level -> level * 0x010101);
    return greys;
  }
}
