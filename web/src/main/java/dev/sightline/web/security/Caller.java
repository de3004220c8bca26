package dev.sightline.web.security;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// The sender of a request.
///
/// @param address numeric, of the connection
/// @param here whether a program of this machine sent the request, and not a proxy on behalf of
///     another machine
/// @param holdsToken whether it presented the token, or the cookie of a login
public record Caller(String address, boolean here, boolean holdsToken) {
  private static final String ATTRIBUTE = "sightline.caller";

  /// Headers that proxies add to requests.
  private static final List<String> PASSED_ON = List.of("Forwarded", "X-Forwarded-For", "Via");

  /// Whether the caller may see file paths of this machine and change what is indexed.
  public boolean isTrusted() {
    return here || holdsToken;
  }

  /// The sender of a request, before its token is checked.
  static Caller of(Context context) {
    boolean passedOn = PASSED_ON.stream().anyMatch(name -> context.header(name) != null);
    return new Caller(context.ip(), isLoopback(context.ip()) && !passedOn, false);
  }

  /// This caller, with the token.
  Caller withToken() {
    return new Caller(address, here, true);
  }

  /// Stores the caller with its request.
  void attach(Context context) {
    context.attribute(ATTRIBUTE, this);
  }

  /// The caller of a request; an untrusted one if none was stored.
  public static Caller attachedTo(Context context) {
    Caller attached = context.attribute(ATTRIBUTE);
    return attached == null ? new Caller(context.ip(), false, false) : attached;
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress(); // numeric: nothing is looked up
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
