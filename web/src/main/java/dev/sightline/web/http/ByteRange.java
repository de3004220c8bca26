package dev.sightline.web.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which bytes of a file a caller wants (RFC 9110, section 14). Several ranges at once are answered
/// with the whole file, which the standard allows and every caller understands.
public sealed interface ByteRange {
  /// All of it.
  record Whole() implements ByteRange {}

  /// A part.
  ///
  /// @param first counted from 0
  /// @param last the last byte, included
  record Part(long first, long last) implements ByteRange {
    public long bytes() {
      return last - first + 1;
    }
  }

  /// A part that begins behind the end.
  record Unsatisfiable() implements ByteRange {}

  Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

  /// Reads a `Range` header. One that is not understood counts as none, as the standard wants.
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
