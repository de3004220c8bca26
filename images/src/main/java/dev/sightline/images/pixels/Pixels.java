package dev.sightline.images.pixels;

import java.util.Objects;

/// An upright image in memory: 8-bit sRGB, row-major, interleaved `R G B`. An image at a reduced
/// scale keeps its full size, so that resizing it gives the same result as resizing the full image.
///
/// Immutable by agreement: the array is not copied, because an image is megabytes and passes
/// through one pipeline; callers must not write to an array after passing it in.
public final class Pixels {
  /// Bytes per pixel: red, green, blue.
  public static final int CHANNELS = 3;

  private final int width;
  private final int height;
  private final byte[] rgb;
  private final Dimensions across;
  private final Dimensions down;

  /// Wraps an array of exactly `width * height * 3` bytes.
  ///
  /// @param width columns, at least 1
  /// @param height rows, at least 1
  /// @param rgb unsigned bytes, row-major, interleaved; kept, not copied
  /// @throws IllegalArgumentException if the array's length does not fit the size
  public Pixels(int width, int height, byte[] rgb) {
    this(width, height, rgb, Dimensions.full(width), Dimensions.full(height));
  }

  /// @param across extent of the image along the columns
  /// @param down extent of the image along the rows
  Pixels(int width, int height, byte[] rgb, Dimensions across, Dimensions down) {
    Objects.requireNonNull(rgb);
    if (width < 1 || height < 1 || rgb.length != (long) width * height * CHANNELS) {
      throw new IllegalArgumentException(
          "need width * height * 3 bytes, got %d x %d and %,d bytes"
              .formatted(width, height, rgb.length));
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
    this.across = across;
    this.down = down;
  }

  /// These pixels, known to be means of a larger image's.
  ///
  /// @param fullWidth columns of the larger image
  /// @param fullHeight its rows
  /// @param denominator divisor of its sides, counted from the first column and row
  public Pixels reducedFrom(int fullWidth, int fullHeight, int denominator) {
    return new Pixels(
        width,
        height,
        rgb,
        Dimensions.reduced(fullWidth, denominator),
        Dimensions.reduced(fullHeight, denominator));
  }

  /// An image of the same shape, reduced from the same full size, with other samples.
  ///
  /// @param samples kept, not copied
  public Pixels withRgb(byte[] samples) {
    return new Pixels(width, height, samples, across, down);
  }

  /// Columns, at least 1.
  public int width() {
    return width;
  }

  /// Rows, at least 1.
  public int height() {
    return height;
  }

  /// The unsigned bytes themselves, row-major `R G B`; read, never written.
  public byte[] rgb() {
    return rgb;
  }

  /// The smaller of width and height.
  public int shortSide() {
    return Math.min(width, height);
  }

  /// Columns of the image at full size: more than [#width] when it was decoded at a reduced scale.
  /// The exact aspect ratio is that of the full size, because the reduced size is rounded.
  public int fullWidth() {
    return across.fullPixels();
  }

  /// Rows of the image at full size.
  public int fullHeight() {
    return down.fullPixels();
  }

  Dimensions across() {
    return across;
  }

  Dimensions down() {
    return down;
  }
}
