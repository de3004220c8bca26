package dev.sightline.web.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.sightline.web.http.ApiException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/// Slows down guessing: after [#ALLOWED] wrong tokens from one address, requests from it are
/// refused for the rest of a minute. At 10 guesses a minute, an even chance to guess a token of 8
/// random letters and digits takes 40,000 years.
final class LoginRateLimiter {
  /// Wrong tokens that an address may present in a minute.
  static final int ALLOWED = 10;

  static final Duration MEMORY = Duration.ofMinutes(1);

  /// Maximum number of addresses; beyond it the least recent are dropped.
  private static final int ADDRESSES = 10_000;

  /// The network of an address: the first 8 bytes of an IPv6 address, because its owner usually has
  /// all addresses that share them.
  private static final int IPV6_NETWORK_BYTES = 8;

  private record Wrong(AtomicInteger times, long sinceNanos) {}

  private final Ticker clock;
  private final Cache<String, Wrong> byAddress;

  LoginRateLimiter(Ticker clock) {
    this.clock = clock;
    this.byAddress =
        Caffeine.newBuilder()
            .maximumSize(ADDRESSES)
            .expireAfterWrite(MEMORY) // written once, by the first wrong token
            .ticker(clock)
            .build();
  }

  /// Checks an address before its token is checked.
  ///
  /// @throws ApiException 429 if this address must wait, with the time
  void check(String address) {
    Wrong wrong = byAddress.getIfPresent(network(address));
    if (wrong != null && wrong.times().get() >= ALLOWED) {
      long left = MEMORY.toNanos() - (clock.read() - wrong.sinceNanos());
      throw ApiException.tooManyWrongTokens(Duration.ofNanos(Math.max(1, left)));
    }
  }

  /// Records a wrong token.
  void note(String address) {
    byAddress
        .get(network(address), _ -> new Wrong(new AtomicInteger(), clock.read()))
        .times()
        .incrementAndGet();
  }

  private static String network(String address) {
    try {
      InetAddress parsed = InetAddress.getByName(address); // numeric: nothing is looked up
      return parsed instanceof Inet6Address
          ? Arrays.toString(Arrays.copyOf(parsed.getAddress(), IPV6_NETWORK_BYTES))
          : address;
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
