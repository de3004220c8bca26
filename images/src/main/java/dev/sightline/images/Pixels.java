package dev.sightline.images;

import java.util.Objects;

/// An upright picture in memory: 8-bit sRGB, row-major, interleaved `R G B`.
///
/// Immutable by agreement: the array is not copied, because a picture is megabytes and passes
/// through one pipeline; whoever hands an array in must not write to it afterwards.
public final class Pixels {
  /// Bytes a pixel: red, green, blue.
  public static final int CHANNELS = 3;

  private final int width;
  private final int height;
  private final byte[] rgb;

  /// Wraps an array of exactly `width * height * 3` bytes.
  ///
  /// @param width columns, at least 1
  /// @param height rows, at least 1
  /// @param rgb unsigned bytes, row-major, interleaved; kept, not copied
  /// @throws IllegalArgumentException if the array's length does not fit the size
  public Pixels(int width, int height, byte[] rgb) {
    Objects.requireNonNull(rgb);
    if (width < 1 || height < 1 || rgb.length != (long) width * height * CHANNELS) {
      throw new IllegalArgumentException(
          "need width * height * 3 bytes, got %d x %d and %,d bytes"
              .formatted(width, height, rgb.length));
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
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
}
