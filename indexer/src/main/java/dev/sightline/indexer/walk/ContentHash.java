package dev.sightline.indexer.walk;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.HexFormat;

/// The id of an image: XXH3, 128 bits, over all of the file's bytes. At 128 bits a chance collision
/// among 10 million images has probability 1.5e-25; it is no defence against someone who makes
/// collisions on purpose, which would only hide one of that person's own images.
public final class ContentHash {
  private ContentHash() {}

  /// 32 hexadecimal digits.
  public static String of(byte[] bytes) {
    return digits(Hashing.xxh3_128().hashBytesTo128Bits(bytes));
  }

  /// The same of numbers: of what a model is shown.
  public static String of(float[] numbers) {
    return digits(Hashing.xxh3_128().hashStream().putFloats(numbers).get());
  }

  private static String digits(HashValue128 hash) {
    var hex = HexFormat.of();
    return hex.toHexDigits(hash.getMostSignificantBits())
        + hex.toHexDigits(hash.getLeastSignificantBits());
  }
}
