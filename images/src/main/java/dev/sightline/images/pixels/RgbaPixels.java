package dev.sightline.images.pixels;

import java.util.Objects;

/// An image with an alpha channel: 8 bits, row-major, interleaved `R G B A`, not premultiplied.
/// Used for display; the models get the colours without alpha.
public final class RgbaPixels {
  /// Bytes per pixel.
  public static final int CHANNELS = 4;

  private static final int OPAQUE = 255;
  private static final int WHITE = 255;

  /// Background of light images: both white and black contrast with it.
  private static final int GREY = 128;

  /// Luma above which a pixel is hardly visible on white.
  private static final int LIGHT = 225;

  /// Share of light pixels, weighted by opacity, above which the background is grey.
  private static final double MANY_LIGHT = 0.25;

  private final int width;
  private final int height;
  private final byte[] rgba;

  /// @param rgba `width * height * 4` unsigned bytes; kept, not copied
  public RgbaPixels(int width, int height, byte[] rgba) {
    Objects.requireNonNull(rgba);
    if (width < 1 || height < 1 || rgba.length != (long) width * height * CHANNELS) {
      throw new IllegalArgumentException(
          "need width * height * 4 bytes, got %d x %d and %,d bytes"
              .formatted(width, height, rgba.length));
    }
    this.width = width;
    this.height = height;
    this.rgba = rgba;
  }

  /// Blends the image with a plain background: white, or grey when much of the image is nearly
  /// white.
  public Pixels flattened() {
    int ground = ground();
    byte[] rgb = new byte[width * height * Pixels.CHANNELS];
    int out = 0;
    for (int in = 0; in < rgba.length; in += CHANNELS) {
      int alpha = rgba[in + 3] & 0xFF;
      for (int channel = 0; channel < Pixels.CHANNELS; channel++) {
        int colour = rgba[in + channel] & 0xFF;
        rgb[out++] = (byte) ((colour * alpha + ground * (OPAQUE - alpha) + OPAQUE / 2) / OPAQUE);
      }
    }
    return new Pixels(width, height, rgb);
  }

  private int ground() {
    long drawn = 0;
    long light = 0;
    for (int in = 0; in < rgba.length; in += CHANNELS) {
      int alpha = rgba[in + 3] & 0xFF;
      drawn += alpha;
      if (luma(in) >= LIGHT) {
        light += alpha;
      }
    }
    return light > MANY_LIGHT * drawn ? GREY : WHITE;
  }

  /// ITU-R BT.601, in 256ths.
  private int luma(int at) {
    return (77 * (rgba[at] & 0xFF) + 150 * (rgba[at + 1] & 0xFF) + 29 * (rgba[at + 2] & 0xFF))
        >> Byte.SIZE;
  }
}
