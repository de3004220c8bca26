package dev.sightline.images.pixels;

import java.util.Objects;

/// An upright picture in memory: 8-bit sRGB, row-major, interleaved `R G B`. Perhaps at a reduced
/// scale; then it remembers what it was reduced from, so that resizing it gives what resizing the
/// full picture would have given.
///
/// Immutable by agreement: the array is not copied, because a picture is megabytes and passes
/// through one pipeline; whoever hands an array in must not write to it afterwards.
public final class Pixels {
  /// Bytes a pixel: red, green, blue.
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

  /// @param across where the picture lies in the columns
  /// @param down where it lies in the rows
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

  /// These pixels, known to be means of a larger picture's.
  ///
  /// @param fullWidth columns of the larger picture
  /// @param fullHeight its rows
  /// @param denominator what its sides were divided by, from the first column and row on
  public Pixels reducedFrom(int fullWidth, int fullHeight, int denominator) {
    return new Pixels(
        width,
        height,
        rgb,
        Dimensions.reduced(fullWidth, denominator),
        Dimensions.reduced(fullHeight, denominator));
  }

  /// A picture of the same shape, reduced from the same full size, with other samples.
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

  /// Columns of the picture at full size: more than [#width] when it was decoded at a reduced
  /// scale. The picture's shape is that of its full size; rounding has bent the reduced one.
  public int fullWidth() {
    return across.fullPixels();
  }

  /// Rows of the picture at full size.
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
