package dev.sightline.web.security;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Who sent a request.
///
/// @param address numeric, as the connection has it
/// @param here whether a program of this machine sent it, and not for somebody else: a proxy says
///     for whom it asks
/// @param holdsToken whether it showed the token, or the cookie that the token gave
public record Caller(String address, boolean here, boolean holdsToken) {
  private static final String ATTRIBUTE = "sightline.caller";

  /// What proxies add to a request that they pass on.
  private static final List<String> PASSED_ON = List.of("Forwarded", "X-Forwarded-For", "Via");

  /// Whoever is trusted with where files lie on this machine, and with changing what is indexed.
  public boolean isTrusted() {
    return here || holdsToken;
  }

  /// The sender of a request, before it is known whether it holds the token.
  static Caller of(Context context) {
    boolean passedOn = PASSED_ON.stream().anyMatch(name -> context.header(name) != null);
    return new Caller(context.ip(), isLoopback(context.ip()) && !passedOn, false);
  }

  /// This caller, who showed the token.
  Caller withToken() {
    return new Caller(address, here, true);
  }

  /// Keeps the caller with its request.
  void attach(Context context) {
    context.attribute(ATTRIBUTE, this);
  }

  /// The caller that was attached to a request; one that nothing is known of if none was.
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
