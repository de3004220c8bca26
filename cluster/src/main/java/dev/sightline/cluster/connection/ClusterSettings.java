package dev.sightline.cluster.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// How a cluster is spoken to.
///
/// @param login user and password, if the cluster asks for one
/// @param tls what certificates are trusted; empty for those that this Java trusts
/// @param connecting how long a node may take to answer a call at all
/// @param patience how long an answer may take before another node is asked
/// @param serverTime how long shards may look for an answer; what they have by then is given, and
///     said to be a part
/// @param recovery how long it is tried to put images where no shard takes them, as while it
///     chooses another leader
public record ClusterSettings(
    Optional<Login> login,
    Optional<SSLContext> tls,
    Duration connecting,
    Duration patience,
    Duration serverTime,
    Duration recovery) {
  /// Nobody is asked who they are; certificates are those that Java trusts.
  public static final ClusterSettings USUAL =
      new ClusterSettings(
          Optional.empty(),
          Optional.empty(),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          Duration.ofSeconds(20),
          Duration.ofMinutes(3));

  /// A user and a password, for basic authentication.
  ///
  /// @param user without a colon
  /// @param password never printed
  public record Login(String user, String password) {
    /// Reads `USER:PASSWORD`; empty if it is not that.
    public static Optional<Login> parse(String text) {
      int colon = text.indexOf(':');
      return colon < 1
          ? Optional.empty()
          : Optional.of(new Login(text.substring(0, colon), text.substring(colon + 1)));
    }

    /// Reads the first line of a file as [#parse].
    ///
    /// @throws IOException if it cannot be read
    public static Optional<Login> ofFile(Path file) throws IOException {
      try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
        return parse(lines.findFirst().orElse("").strip());
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }

    /// Hides the password.
    @Override
    public String toString() {
      return user + ":…";
    }
  }

  /// The same with a user and a password.
  public ClusterSettings with(Login known) {
    return new ClusterSettings(Optional.of(known), tls, connecting, patience, serverTime, recovery);
  }

  /// The same with other certificates.
  public ClusterSettings with(SSLContext trusted) {
    return new ClusterSettings(
        login, Optional.of(trusted), connecting, patience, serverTime, recovery);
  }

  /// The same with another patience.
  public ClusterSettings with(Duration other) {
    return new ClusterSettings(login, tls, connecting, other, serverTime, recovery);
  }
}
