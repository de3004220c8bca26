package dev.sightline.web.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The token that callers must know, and the cookie that stands for it in a browser. A cookie is a
/// keyed hash of the token: it does not tell the token, holds it of any characters, and stays valid
/// until the token is changed.
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

  /// Takes the same time wherever the first difference is.
  boolean isToken(String offered) {
    return MessageDigest.isEqual(offered.getBytes(StandardCharsets.UTF_8), token);
  }

  /// Takes the same time wherever the first difference is.
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
