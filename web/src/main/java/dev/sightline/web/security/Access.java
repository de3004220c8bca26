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

/// Decides who may send requests.
///
/// Without a token, only this machine can reach the server. A web page of another site could still
/// make its own name resolve to 127.0.0.1 and read answers as if they were its own (DNS rebinding).
/// Its requests carry that name in `Host`, and are refused for it.
///
/// With a token, every request of the API needs it: as `Authorization: Bearer TOKEN`, or as the
/// cookie that a login sets ([LoginHandler]). See `docs/explanation/security.md`.
public final class Access {
  private static final String COOKIE = "sightline";
  private static final String BEARER = "Bearer ";
  private static final int COOKIE_SECONDS = 30 * 24 * 60 * 60;

  private final Optional<Secret> secret;
  private final LoginRateLimiter wrong;
  private final LoginKeys keys = new LoginKeys();

  /// @throws WebServerException if the host can be reached from other machines and there is no
  ///     token, or there is no such host
  public Access(WebOptions options) {
    this(options, Ticker.systemTicker());
  }

  /// @param clock tells when wrong tokens are forgotten
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

  /// Checks every request, those of the page's files included.
  ///
  /// @throws ApiException 421 if it is meant for another host
  public void check(Context context) {
    if (secret.isEmpty() && !namesThisMachine(context.host())) {
      throw new ApiException(
          ApiException.MISDIRECTED,
          "This server answers as localhost only, and this request is for another host.");
    }
    Caller.of(context).attach(context);
  }

  /// Checks a request of the API.
  ///
  /// @throws ApiException 403 if a page of another site sent it, 401 if neither header nor cookie
  ///     has the token, 429 if its sender has presented too many wrong tokens
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

  /// A path that logs in one browser, once; `/` if no token is needed.
  public String loginPath() {
    return secret.isEmpty() ? "/" : "/login?key=" + keys.make();
  }

  /// Logs in a browser by the key of a login link.
  ///
  /// @throws ApiException 401 if the link was used before, or never made
  void loginByKey(Context context, String key) {
    login(context, key, keys::use);
  }

  /// Logs in a browser by the token.
  ///
  /// @throws ApiException 401 if the token is wrong
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
