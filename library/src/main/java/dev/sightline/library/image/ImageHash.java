package dev.sightline.library.image;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import org.apache.lucene.util.BytesRef;

/// The perceptual hash of an image, 256 bits: files of one image differ in few. `PerceptualHash` in
/// the module `images` computes it; a library only stores it.
///
/// @param a bits 0 to 63
/// @param b bits 64 to 127
/// @param c bits 128 to 191
/// @param d bits 192 to 255
/// @param luma more detail for images on a plain background
public record ImageHash(long a, long b, long c, long d, Optional<LumaGrid> luma) {
  /// Bits of a hash.
  public static final int BITS = 256;

  private static final int WORDS = BITS / Long.SIZE;
  private static final int HEX_DIGITS = BITS / 4;

  /// A hash without a luma grid.
  public ImageHash(long a, long b, long c, long d) {
    this(a, b, c, d, Optional.empty());
  }

  /// The same hash with more detail.
  public ImageHash with(Optional<LumaGrid> grid) {
    return new ImageHash(a, b, c, d, grid);
  }

  /// The hash of four words.
  ///
  /// @throws IllegalArgumentException if there are not four
  public static ImageHash of(long[] words) {
    if (words.length != WORDS) {
      throw new IllegalArgumentException("a hash has 4 words, got " + words.length);
    }
    return new ImageHash(words[0], words[1], words[2], words[3]);
  }

  /// The number of bits in which two hashes differ, 0 to 256.
  public int distance(ImageHash other) {
    return Long.bitCount(a ^ other.a)
        + Long.bitCount(b ^ other.b)
        + Long.bitCount(c ^ other.c)
        + Long.bitCount(d ^ other.d);
  }

  /// Whether the image has a single colour; all such images have the same hash.
  public boolean isBlank() {
    return (a | b | c | d) == 0;
  }

  /// 16 of the bits.
  ///
  /// @param number of the run, 0 to 15
  /// @return 0 to 65,535
  public int run(int number) {
    long word =
        switch (number / WORDS) {
          case 0 -> a;
          case 1 -> b;
          case 2 -> c;
          case 3 -> d;
          default -> throw new IllegalArgumentException("there are 16 runs, got " + number);
        };
    return (int) (word >>> (number % WORDS * Short.SIZE)) & 0xFFFF;
  }

  /// The hash as 64 hexadecimal digits, followed by a colon and the [LumaGrid] in Base64 where
  /// there is one.
  public String text() {
    String words = "%016x%016x%016x%016x".formatted(a, b, c, d);
    return luma.map(it -> words + ":" + Base64.getEncoder().encodeToString(it.luma()))
        .orElse(words);
  }

  /// Reads what [#text] writes; empty for anything else.
  public static Optional<ImageHash> parse(String text) {
    int colon = text.indexOf(':');
    String digits = colon < 0 ? text : text.substring(0, colon);
    if (digits.length() != HEX_DIGITS || !digits.matches("[0-9a-f]*")) {
      return Optional.empty();
    }
    var words = new long[WORDS];
    for (int i = 0; i < WORDS; i++) {
      words[i] = Long.parseUnsignedLong(text.substring(16 * i, 16 * i + 16), 16);
    }
    Optional<LumaGrid> grid = colon < 0 ? Optional.empty() : grid(text.substring(colon + 1));
    return Optional.of(of(words).with(grid));
  }

  private static Optional<LumaGrid> grid(String base64) {
    try {
      byte[] luma = Base64.getDecoder().decode(base64);
      return luma.length == LumaGrid.BYTES ? Optional.of(LumaGrid.of(luma)) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // the words are useful without it
    }
  }

  /// The words one after the other, big-endian, followed by the cells of the grid if there is one.
  public BytesRef bytes() {
    byte[] grid = luma.map(LumaGrid::luma).orElse(new byte[0]);
    return new BytesRef(
        ByteBuffer.allocate(WORDS * Long.BYTES + grid.length)
            .putLong(a)
            .putLong(b)
            .putLong(c)
            .putLong(d)
            .put(grid)
            .array());
  }

  /// Reads what [#bytes] writes; empty for anything else.
  public static Optional<ImageHash> read(BytesRef bytes) {
    boolean withGrid = bytes.length == WORDS * Long.BYTES + LumaGrid.BYTES;
    if (bytes.length != WORDS * Long.BYTES && !withGrid) {
      return Optional.empty();
    }
    var words = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
    var hash = new ImageHash(words.getLong(), words.getLong(), words.getLong(), words.getLong());
    if (!withGrid) {
      return Optional.of(hash);
    }
    byte[] luma = new byte[LumaGrid.BYTES];
    words.get(luma);
    return Optional.of(hash.with(Optional.of(LumaGrid.of(luma))));
  }
}
