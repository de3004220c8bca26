package dev.sightline.web.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The token that callers present, and the cookie that stands for it in a browser. The cookie is a
/// keyed hash of the token: it does not reveal the token, allows tokens of any characters, and is
/// valid until the token changes.
final class Secret {
  private static final String PURPOSE = "sightline cookie, version 1";

  private final byte[] token;
  private final String cookie;

  Secret(String token) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.cookie = keyedHash(this.token);
  }

  /// The cookie's value, 64 hexadecimal digits.
  String cookie() {
    return cookie;
  }

  /// Compares the cookie in constant time.
  boolean isToken(String offered) {
    return MessageDigest.isEqual(offered.getBytes(StandardCharsets.UTF_8), token);
  }

  /// Compares the token in constant time.
  boolean isCookie(String offered) {
    return MessageDigest.isEqual(
        offered.getBytes(StandardCharsets.UTF_8), cookie.getBytes(StandardCharsets.UTF_8));
  }

  private static String keyedHash(byte[] key) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(PURPOSE.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
