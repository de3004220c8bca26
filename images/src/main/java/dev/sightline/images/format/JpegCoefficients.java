package dev.sightline.images.format;

import dev.sightline.images.source.FileBytes;
import dev.sightline.images.source.UnreadableImageException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Tracks which DCT coefficients of a JPEG its scans have stored so far, to the last bit.
///
/// A sequential JPEG carries all coefficients of a component in one scan. A progressive one carries
/// ranges of them (spectral selection, `Ss` to `Se`), and the upper bits before the lower ones
/// (successive approximation, `Ah` and `Al`). The image is complete once every coefficient of
/// every component has been carried with `Al` = 0.
///
/// @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, G.1.1 and B.2.3</a>
final class JpegCoefficients {
  private static final int BLOCK = 64;
  private static final int NOT_CARRIED = 15; // more than any Al

  private final boolean progressive;

  /// By component identifier: the lowest bit stored so far of each coefficient.
  private final Map<Integer, int[]> lowestBits = new HashMap<>();

  /// @param frame offset of the content of a frame header, after the length: bits, rows, columns,
  ///     components
  JpegCoefficients(FileBytes file, int frame, boolean progressive) throws UnreadableImageException {
    this.progressive = progressive;
    int components = file.u8(frame + 5L);
    for (int i = 0; i < components; i++) {
      var bits = new int[BLOCK];
      Arrays.fill(bits, NOT_CARRIED);
      lowestBits.put(file.u8(frame + 6 + 3L * i), bits);
    }
  }

  /// Adds the coefficients of a scan.
  ///
  /// @param scan offset of the content of a scan header, after the length
  void carried(FileBytes file, int scan) throws UnreadableImageException {
    int components = file.u8(scan);
    long after = scan + 1 + 2L * components;
    int first = progressive ? file.u8(after) : 0;
    int last = progressive ? Math.min(file.u8(after + 1), BLOCK - 1) : BLOCK - 1;
    int bit = progressive ? file.u8(after + 2) & 0xF : 0;
    for (int i = 0; i < components; i++) {
      int[] bits = lowestBits.get(file.u8(scan + 1 + 2L * i));
      for (int k = first; bits != null && k <= last; k++) {
        bits[k] = bit;
      }
    }
  }

  /// Whether all coefficients are complete.
  boolean areComplete() {
    return lowestBits.values().stream().flatMapToInt(Arrays::stream).allMatch(bit -> bit == 0);
  }
}
