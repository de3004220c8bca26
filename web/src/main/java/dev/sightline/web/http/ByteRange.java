package dev.sightline.web.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The bytes of a file that a caller requests (RFC 9110, section 14). A request for several ranges
/// is answered with the whole file, which the standard allows.
public sealed interface ByteRange {
  /// The whole file.
  record Whole() implements ByteRange {}

  /// A part of the file.
  ///
  /// @param first index of the first byte, from 0
  /// @param last index of the last byte, inclusive
  record Part(long first, long last) implements ByteRange {
    public long bytes() {
      return last - first + 1;
    }
  }

  /// A part that begins after the end of the file.
  record Unsatisfiable() implements ByteRange {}

  Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

  /// Reads a `Range` header. A malformed one is ignored, as the standard demands.
  ///
  /// @param length bytes of the file
  static ByteRange of(@Nullable String header, long length) {
    Matcher one = header == null ? null : ONE.matcher(header);
    if (one == null || !one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
      return new Whole();
    }
    if (one.group(1).isEmpty()) {
      long wanted = Long.parseLong(one.group(2)); // so many from the end
      return wanted == 0 || length == 0
          ? new Unsatisfiable()
          : new Part(Math.max(0, length - wanted), length - 1);
    }
    long first = Long.parseLong(one.group(1));
    long last = one.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(one.group(2));
    if (last < first) {
      return new Whole();
    }
    return first >= length ? new Unsatisfiable() : new Part(first, Math.min(last, length - 1));
  }
}
