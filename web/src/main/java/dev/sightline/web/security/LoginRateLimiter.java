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

/// Slows down whoever guesses: after [#ALLOWED] wrong tokens from one address, none is looked at
/// for the rest of a minute. At 10 guesses a minute a token of 8 random letters and digits takes
/// 40,000 years for an even chance.
final class LoginRateLimiter {
  /// Wrong tokens that an address may show a minute.
  static final int ALLOWED = 10;

  static final Duration MEMORY = Duration.ofMinutes(1);

  /// Addresses remembered; past that the ones heard of least are forgotten.
  private static final int ADDRESSES = 10_000;

  /// Whoever has one IPv6 address usually has all that share its first 8 bytes.
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

  /// To be asked before a token is looked at.
  ///
  /// @throws ApiException if this address must wait, and how long
  void check(String address) {
    Wrong wrong = byAddress.getIfPresent(network(address));
    if (wrong != null && wrong.times().get() >= ALLOWED) {
      long left = MEMORY.toNanos() - (clock.read() - wrong.sinceNanos());
      throw ApiException.tooManyWrongTokens(Duration.ofNanos(Math.max(1, left)));
    }
  }

  /// Notes a token that was wrong.
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
