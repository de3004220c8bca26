package dev.sightline.web.security;

import dev.sightline.web.http.ApiException;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Refuses requests that a page of another site makes a browser send (cross-site request forgery).
/// Browsers state the origin of a request in `Origin` and `Sec-Fetch-Site`, which pages cannot
/// forge. Other programs send neither header.
final class SameOrigin {
  private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);

  private SameOrigin() {}

  /// Checks a request of the API.
  ///
  /// @throws ApiException 403 if a page of another site sent it
  static void require(Context context) {
    String origin = context.header("Origin");
    String site = context.header("Sec-Fetch-Site");
    // Our own forms are sent with `null`, because our pages tell nobody where they are.
    boolean ownForm = "null".equals(origin) && "same-origin".equals(site);
    if (origin != null && !ownForm && !isOurs(origin, context.host())) {
      throw refused();
    }
    boolean foreign = site != null && !site.equals("same-origin") && !site.equals("none");
    // To follow a link from another site is no use of its data by that site.
    boolean followed =
        "navigate".equals(context.header("Sec-Fetch-Mode")) && READING.contains(context.method());
    if (foreign && !followed) {
      throw refused();
    }
  }

  /// Compares host and port. A page on this host is accepted with any scheme, because behind a
  /// proxy the browser uses HTTPS and this server does not.
  static boolean isOurs(String origin, @Nullable String host) {
    try {
      String authority = new URI(origin).getRawAuthority();
      return authority != null && host != null && plain(authority).equals(plain(host));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static String plain(String authority) {
    return authority.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
  }

  private static ApiException refused() {
    return new ApiException(
        ApiException.FORBIDDEN, "A page of another site asked for this; only our own may.");
  }
}
