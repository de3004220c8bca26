package dev.sightline.indexer.walk;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.HexFormat;

/// The content id of an image: XXH3 with 128 bits over all bytes of the file. The probability of an
/// accidental collision among 10 million images is 1.5e-25. It does not protect against intended
/// collisions, which would only hide an image of the person who makes them.
public final class ContentHash {
  private ContentHash() {}

  /// The hash of bytes: 32 hexadecimal digits.
  public static String of(byte[] bytes) {
    return digits(Hashing.xxh3_128().hashBytesTo128Bits(bytes));
  }

  /// The hash of float32 numbers, such as the input of a model.
  public static String of(float[] numbers) {
    return digits(Hashing.xxh3_128().hashStream().putFloats(numbers).get());
  }

  private static String digits(HashValue128 hash) {
    var hex = HexFormat.of();
    return hex.toHexDigits(hash.getMostSignificantBits())
        + hex.toHexDigits(hash.getLeastSignificantBits());
  }
}
