package dev.sightline.cli.common;

import dev.sightline.cluster.ClusterLibrary;
import dev.sightline.cluster.connection.ClusterAddress;
import dev.sightline.cluster.connection.ClusterSettings;
import dev.sightline.cluster.connection.ClusterSettings.Login;
import dev.sightline.cluster.update.ClusterLibraryProvider;
import dev.sightline.searcher.retrieval.RemoteAccess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Opens libraries in clusters with this machine's login and certificates. They come from a file or
/// the environment, never from an option, because every user of the machine can read options in the
/// list of processes.
public final class ClusterAccess {
  /// Environment variable that holds `USER:PASSWORD`.
  static final String LOGIN = "SIGHTLINE_SOLR_LOGIN";

  /// Environment variable that names a file of certificates (PEM). Only these are trusted then.
  public static final String CERTIFICATES = "SIGHTLINE_SOLR_CERTIFICATES";

  private final Directories directories;
  private final Optional<Path> loginFile;
  private final Function<String, @Nullable String> environment;

  /// @param loginFile its first line is `USER:PASSWORD`
  /// @param environment gives the value of a variable, or null
  public ClusterAccess(
      Directories directories,
      Optional<Path> loginFile,
      Function<String, @Nullable String> environment) {
    this.directories = directories;
    this.loginFile = loginFile;
    this.environment = environment;
  }

  /// Opens a collection.
  public ClusterLibrary open(ClusterAddress address, boolean readOnly) {
    return ClusterLibrary.open(address, settings(), folder(address), readOnly);
  }

  /// The folder of this machine that belongs to a collection.
  public Path folder(ClusterAddress address) {
    return ClusterLibraryProvider.localFolder(address, directories.clusters());
  }

  /// How to get to clusters, for the engine.
  ///
  /// @throws UsageException if a file of secrets or certificates cannot be read
  public RemoteAccess remoteAccess() {
    ClusterSettings settings = settings();
    return new RemoteAccess(
        directories.clusters(),
        settings.login().map(it -> new RemoteAccess.Login(it.user(), it.password())),
        settings.tls());
  }

  /// Settings of connections to clusters.
  ///
  /// @throws UsageException if a file of secrets or certificates cannot be read
  public ClusterSettings settings() {
    ClusterSettings settings = ClusterSettings.USUAL;
    Optional<Login> login = login();
    if (login.isPresent()) {
      settings = settings.with(login.get());
    }
    String certificates = environment.apply(CERTIFICATES);
    return certificates == null ? settings : settings.with(trusting(Path.of(certificates)));
  }

  private Optional<Login> login() {
    if (loginFile.isPresent()) {
      Path file = loginFile.get();
      try {
        return Optional.of(required(Login.ofFile(file), Console.visible(file)));
      } catch (IOException e) {
        throw new UsageException(
            "--solr-login %s cannot be read: %s.".formatted(Console.visible(file), e.getMessage()));
      }
    }
    return Optional.ofNullable(environment.apply(LOGIN))
        .map(it -> required(Login.parse(it), LOGIN));
  }

  private static Login required(Optional<Login> login, String where) {
    return login.orElseThrow(
        () -> new UsageException("%s holds no USER:PASSWORD.".formatted(where)));
  }

  private static SSLContext trusting(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate it : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("certificate-" + number++, it);
      }
      if (number == 0) {
        throw new UsageException("%s contains no certificates.".formatted(Console.visible(file)));
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new UsageException(
          "%s names %s, which cannot be read as certificates: %s."
              .formatted(CERTIFICATES, Console.visible(file), e.getMessage()));
    }
  }
}
