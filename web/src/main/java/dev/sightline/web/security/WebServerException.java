package dev.sightline.web.security;

import org.jspecify.annotations.Nullable;

/// Thrown when a server cannot start. The message names host and port and says what to do.
public final class WebServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private WebServerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// Another program listens on the port.
  public static WebServerException portTaken(String host, int port, Throwable cause) {
    return new WebServerException(
        """
        Port %d of %s is taken by another program, perhaps by another Sightline. \
        Stop that program, or choose another port with --port.\
        """
            .formatted(port, host),
        cause);
  }

  /// The address cannot be listened on.
  public static WebServerException cannotListen(String host, int port, Throwable cause) {
    return new WebServerException(
        """
        Cannot listen on port %d of %s: %s. Choose an address of this machine with --host, \
        and a port above 1023 with --port.\
        """
            .formatted(port, host, cause.getMessage()),
        cause);
  }

  static WebServerException unknownHost(String host, Throwable cause) {
    return new WebServerException(
        "There is no host %s. Choose an address of this machine with --host.".formatted(host),
        cause);
  }

  static WebServerException tokenNeeded(String host) {
    return new WebServerException(
        """
        Others could reach %s and see every photo. Say who may with --token-file FILE, \
        SIGHTLINE_TOKEN or --token SECRET, or serve this machine alone with --host 127.0.0.1.\
        """
            .formatted(host),
        null);
  }
}
