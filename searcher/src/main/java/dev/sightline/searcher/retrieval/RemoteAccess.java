package dev.sightline.searcher.retrieval;

import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// How this machine gets to libraries on other machines.
///
/// @param localFolder where files that belong to remote libraries are kept on this machine, a
///     folder a library; need not exist
/// @param login user and password for basic authentication, if the servers ask for one
/// @param tls which certificates are trusted; empty for those that this Java trusts
public record RemoteAccess(Path localFolder, Optional<Login> login, Optional<SSLContext> tls) {
  /// Access without a login, over the certificates that this Java trusts.
  public static RemoteAccess anonymous(Path localFolder) {
    return new RemoteAccess(localFolder, Optional.empty(), Optional.empty());
  }

  /// A user and a password.
  ///
  /// @param user without a colon
  /// @param password never printed
  public record Login(String user, String password) {
    /// Hides the password.
    @Override
    public String toString() {
      return user + ":…";
    }
  }
}
