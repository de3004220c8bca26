package dev.sightline.evaluation.labelled;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The SHA-256 of a picture's bytes: equal hashes mean the same picture, whatever its name.
///
/// @param hex 64 digits
public record ContentHash(String hex) {
  static ContentHash of(byte[] bytes) {
    return new ContentHash(text(digest().digest(bytes)));
  }

  /// The hash of these bytes and of what was done to them.
  ///
  /// @param change in words; empty when nothing was done
  ContentHash changed(String change) {
    return change.isEmpty() ? this : of((hex + "\n" + change).getBytes(StandardCharsets.UTF_8));
  }

  /// A seed that depends on the picture alone.
  long seed() {
    return Long.parseUnsignedLong(hex.substring(0, 16), 16);
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  static String text(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
