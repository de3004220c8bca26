package dev.sightline.web.security;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.sightline.web.http.ApiException;
import dev.sightline.web.http.WebOptions;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.InetAddress;
import java.net.UnknownHostException;
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
/// that logging in sets ([LoginHandler]). See `docs/explanation/security.md`.
public final class Access {
  private static final String COOKIE = "sightline";
  private static final String BEARER = "Bearer ";
  private static final int COOKIE_SECONDS = 30 * 24 * 60 * 60;

  private final Optional<Secret> secret;
  private final LoginRateLimiter wrong;
  private final LoginKeys keys = new LoginKeys();

  /// @throws WebServerException if others could reach the host and there is no token, or there is
  ///     no such host
  public Access(WebOptions options) {
    this(options, Ticker.systemTicker());
  }

  /// @param clock tells when a wrong token is forgotten
  Access(WebOptions options, Ticker clock) {
    this.secret = options.token().map(Secret::new);
    this.wrong = new LoginRateLimiter(clock);
    if (secret.isEmpty() && !isLoopback(options.host())) {
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
  /// @throws ApiException if it was meant for another host
  public void check(Context context) {
    if (secret.isEmpty() && !namesThisMachine(context.host())) {
      throw new ApiException(
          ApiException.MISDIRECTED,
          "This server answers as localhost only, and this request is for another host.");
    }
    Caller.of(context).attach(context);
  }

  /// Looks at a call of the API.
  ///
  /// @throws ApiException if a page of another site sent it, a token is needed and neither header
  ///     nor cookie has it, or its sender has shown too many wrong ones
  public void requireToken(Context context) {
    SameOrigin.require(context);
    if (secret.isEmpty()) {
      return;
    }
    var caller = Caller.of(context);
    String cookie = context.cookie(COOKIE);
    // A wrong cookie is no guess: it is one of before the token was changed.
    if (cookie == null || !secret.get().isCookie(cookie)) {
      requireBearer(context.header("Authorization"), caller.address(), secret.get());
    }
    caller.withToken().attach(context);
  }

  private void requireBearer(@Nullable String header, String address, Secret known) {
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw ApiException.tokenNeeded();
    }
    wrong.check(address);
    if (!known.isToken(header.substring(BEARER.length()).strip())) {
      wrong.note(address);
      throw ApiException.tokenNeeded();
    }
  }

  /// A path that logs a browser in, once; `/` where no token is needed.
  public String loginPath() {
    return secret.isEmpty() ? "/" : "/login?key=" + keys.make();
  }

  /// Logs a browser in by the key of a login link.
  ///
  /// @throws ApiException if the link was used before, or never made
  void loginByKey(Context context, String key) {
    login(context, key, keys::use);
  }

  /// Logs a browser in by the token.
  ///
  /// @throws ApiException if it is another
  void loginByToken(Context context, String token) {
    login(context, token, offered -> secret.filter(it -> it.isToken(offered)).isPresent());
  }

  private void login(Context context, String offered, java.util.function.Predicate<String> right) {
    if (secret.isEmpty()) {
      return; // there is nothing to log in to
    }
    String address = Caller.of(context).address();
    wrong.check(address);
    if (!right.test(offered)) {
      wrong.note(address);
      throw ApiException.wrongLogin();
    }
    var cookie = new Cookie(COOKIE, secret.get().cookie());
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.STRICT);
    cookie.setMaxAge(COOKIE_SECONDS);
    context.cookie(cookie);
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
}
