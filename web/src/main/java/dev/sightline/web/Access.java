package dev.sightline.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may ask.
///
/// Without a token only this machine can reach the server. A web page from elsewhere could still
/// have its own name resolved to 127.0.0.1 and so read answers as if they were its own (DNS
/// rebinding); its requests carry that foreign name in `Host`, and are refused for it.
///
/// With a token every call of the API needs it: as `Authorization: Bearer TOKEN`, or as the cookie
/// that opening `/?token=TOKEN` sets. The cookie holds a hash, so that a token may be of any
/// characters.
final class Access {
  private static final String COOKIE = "sightline";
  private static final String BEARER = "Bearer ";
  private static final int COOKIE_SECONDS = 30 * 24 * 60 * 60;

  private final Optional<String> token;

  /// @throws WebServerException if others could reach the host and there is no token, or there is
  ///     no such host
  Access(WebOptions options) {
    this.token = options.token();
    if (token.isEmpty() && !isLoopback(options.host())) {
      throw WebServerException.tokenNeeded(options.host());
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw WebServerException.unknownHost(host, e);
    }
  }

  /// Looks at every request, the page's files too.
  ///
  /// @throws ApiException if it was meant for another host, or opens the page with a wrong token
  void check(Context context) {
    if (token.isEmpty() && !namesThisMachine(context.host())) {
      throw new ApiException(
          ApiException.MISDIRECTED,
          "This server answers as localhost only, and this request is for another host.");
    }
    String offered = context.queryParam("token");
    if (token.isPresent() && offered != null && context.path().equals("/")) {
      if (!same(offered, token.get())) {
        throw refused();
      }
      var cookie = new Cookie(COOKIE, hash(offered));
      cookie.setHttpOnly(true);
      cookie.setSameSite(SameSite.STRICT);
      cookie.setMaxAge(COOKIE_SECONDS);
      context.cookie(cookie);
      context.redirect("/"); // so that the token does not stay in the address
    }
  }

  /// Looks at a call of the API.
  ///
  /// @throws ApiException if a token is needed and neither header nor cookie has it
  void requireToken(Context context) {
    if (token.isEmpty()) {
      return;
    }
    String header = context.header("Authorization");
    boolean byHeader =
        header != null
            && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
            && same(header.substring(BEARER.length()).strip(), token.get());
    String cookie = context.cookie(COOKIE);
    if (!byHeader && (cookie == null || !same(cookie, hash(token.get())))) {
      throw refused();
    }
  }

  private static ApiException refused() {
    return new ApiException(
        ApiException.UNAUTHORIZED,
        "This library needs its token: open the address that sightline serve printed, with"
            + " ?token=… at its end.");
  }

  /// Whether a `Host` header is a loopback name or address, with or without a port.
  static boolean namesThisMachine(@Nullable String header) {
    if (header == null) {
      return false;
    }
    String host = header.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]*$", "");
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.[0-9]{1,3}){3}");
  }

  /// Takes the same time wherever the first difference is.
  private static boolean same(String left, String right) {
    return MessageDigest.isEqual(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  private static String hash(String secret) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
