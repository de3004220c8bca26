package dev.sightline.images.pixels;

/// Applies an EXIF orientation. All eight use the same loop over the stored pixels with different
/// steps.
///
/// The values (EXIF 2.32, tag 0x0112): 1 as stored, 2 mirrored, 3 turned half, 4 flipped, 5
/// transposed, 6 to be turned right, 7 transversed, 8 to be turned left.
public final class Orientation {
  private Orientation() {}

  /// Whether width and height are swapped.
  public static boolean isSideways(int orientation) {
    return orientation >= 5;
  }

  /// Turns pixels upright.
  ///
  /// @param stored read, not kept; returned itself for orientation 1
  /// @param orientation 1 to 8
  public static Pixels upright(Pixels stored, int orientation) {
    if (orientation == 1) {
      return stored;
    }
    int right = Pixels.CHANNELS; // step to the next stored column
    int down = stored.width() * Pixels.CHANNELS; // step to the next stored row
    int lastColumn = (stored.width() - 1) * right;
    int lastRow = (stored.height() - 1) * down;
    var walk =
        switch (orientation) {
          case 2 -> new Walk(lastColumn, -right, down);
          case 3 -> new Walk(lastRow + lastColumn, -right, -down);
          case 4 -> new Walk(lastRow, right, -down);
          case 5 -> new Walk(0, down, right);
          case 6 -> new Walk(lastRow, -down, right);
          case 7 -> new Walk(lastRow + lastColumn, -down, -right);
          case 8 -> new Walk(lastColumn, down, -right);
          default -> throw new IllegalArgumentException("need 1 to 8, got " + orientation);
        };
    return isSideways(orientation)
        ? walk.read(stored.rgb(), stored.height(), stored.width(), stored.down(), stored.across())
        : walk.read(stored.rgb(), stored.width(), stored.height(), stored.across(), stored.down());
  }

  /// The stored offset of the upright top left pixel, and the steps in stored bytes to the next
  /// upright column and row.
  private record Walk(int start, int perColumn, int perRow) {
    Pixels read(byte[] from, int width, int height, Dimensions across, Dimensions down) {
      byte[] to = new byte[from.length];
      int out = 0;
      for (int y = 0; y < height; y++) {
        int in = start + y * perRow;
        for (int x = 0; x < width; x++) {
          to[out] = from[in];
          to[out + 1] = from[in + 1];
          to[out + 2] = from[in + 2];
          out += Pixels.CHANNELS;
          in += perColumn;
        }
      }
      return new Pixels(
          width,
          height,
          to,
          perColumn < 0 ? across.mirrored(width) : across,
          perRow < 0 ? down.mirrored(height) : down);
    }
  }
}
