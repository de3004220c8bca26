package dev.sightline.web.security;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Keys of login links. Each works once, so that a link in a terminal, a log or a browser's history
/// is worthless afterwards.
final class LoginKeys {
  private static final int BYTES = 16; // 128 bits: not to be guessed
  private static final int KEPT = 16;

  private final SecureRandom random = new SecureRandom();
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  /// Makes a key of 32 hexadecimal digits.
  String make() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String key = HexFormat.of().formatHex(bytes);
    if (open.size() >= KEPT) {
      open.clear(); // nobody prints so many links
    }
    open.add(key);
    return key;
  }

  /// Uses up a key.
  ///
  /// @return whether it was valid
  boolean use(String key) {
    return open.remove(key);
  }
}
