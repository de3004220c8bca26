package dev.sightline.web.http;

import dev.sightline.images.source.DecodeLimits;
import java.util.Optional;

/// Options of a server.
///
/// @param host name or address to listen on, such as `127.0.0.1`
/// @param port 1 to 65535, or 0 for any free one
/// @param searchForPort whether the next free port may be taken if `port` is not free
/// @param token what callers must present; empty for a server that only this machine can reach
/// @param bundledModel whether the model is the bundled one, so that the page can recommend a
///     stronger one
/// @param stripLocation whether the places of photos are hidden from everyone
public record WebOptions(
    String host,
    int port,
    boolean searchForPort,
    Optional<String> token,
    boolean bundledModel,
    boolean stripLocation) {
  /// Limits for uploaded images: 64 megapixels and 30 MB.
  public static final DecodeLimits UPLOAD_LIMITS =
      new DecodeLimits(64_000_000, Upload.MEGABYTES * 1024L * 1024);

  /// The default port.
  public static final int DEFAULT_PORT = 7700;

  private static final int LAST_PORT = 65_535;
  private static final int PORTS_TRIED = 100;

  /// Checks the port's range and that a token is not blank.
  public WebOptions {
    if (port < 0 || port > LAST_PORT) {
      throw new IllegalArgumentException("a port is 0 to %d, got %d".formatted(LAST_PORT, port));
    }
    if (host.isBlank() || token.filter(String::isBlank).isPresent()) {
      throw new IllegalArgumentException("host and token must not be blank");
    }
  }

  /// Options that show places.
  public WebOptions(
      String host, int port, boolean searchForPort, Optional<String> token, boolean bundledModel) {
    this(host, port, searchForPort, token, bundledModel, false);
  }

  /// The last port that is tried.
  public int lastPort() {
    return searchForPort ? Math.min(LAST_PORT, port + PORTS_TRIED) : port;
  }

  /// Options with any free port and no token, for tests.
  public static WebOptions anyPort() {
    return new WebOptions("127.0.0.1", 0, false, Optional.empty(), false);
  }

  /// The same options with a token.
  public WebOptions withToken(String secret) {
    return new WebOptions(
        host, port, searchForPort, Optional.of(secret), bundledModel, stripLocation);
  }

  /// The same options with another port.
  public WebOptions withPort(int other) {
    return new WebOptions(host, other, searchForPort, token, bundledModel, stripLocation);
  }

  /// The same options with places hidden.
  public WebOptions withoutPlaces() {
    return new WebOptions(host, port, searchForPort, token, bundledModel, true);
  }
}
