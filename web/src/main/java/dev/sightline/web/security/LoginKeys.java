package dev.sightline.web.security;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Keys of login links. Each opens the door once: a link that stays behind in a terminal, a log or
/// a browser's history is worth nothing.
final class LoginKeys {
  private static final int BYTES = 16; // 128 bits: not to be guessed
  private static final int KEPT = 16;

  private final SecureRandom random = new SecureRandom();
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  /// A new key, 32 hexadecimal digits.
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

  /// Whether this key was still open; it is not any more. Looking one up by its hash tells by its
  /// time nothing that helps to guess 128 bits.
  boolean use(String key) {
    return open.remove(key);
  }
}
