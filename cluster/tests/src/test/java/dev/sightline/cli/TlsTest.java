package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.cli.common.ClusterAccess;
import dev.sightline.cli.common.Directories;
import dev.sightline.cluster.ClusterCreation;
import dev.sightline.cluster.ClusterLibrary;
import dev.sightline.cluster.Collections;
import dev.sightline.cluster.RunningCluster;
import dev.sightline.cluster.connection.ClusterAddress;
import dev.sightline.cluster.connection.ClusterSettings;
import dev.sightline.cluster.update.ClusterPush;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryException.Reason;
import dev.sightline.library.lucene.LibraryReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cluster whose nodes speak TLS only, with a certificate that nobody but us has made.
@Tag("thorough")
class TlsTest {
  private static final String PASSWORD = "only-for-this-test";

  @TempDir private Path folder;

  @Test
  void a_certificate_of_one_s_own_is_trusted_when_it_is_named_and_only_then() throws Exception {
    Path keys = keys("cluster", "ip:127.0.0.1");
    Path stranger = certificate(keys("stranger", "ip:127.0.0.1"), "stranger");
    try (var cluster = RunningCluster.startWithTls(keys, PASSWORD)) {
      ClusterAddress address = cluster.addressOf("guarded");
      assertThat(address.toString()).startsWith("solr:https://");
      var plan = new ClusterCreation.Plan(Collections.MODEL, 2, 1);

      for (ClusterSettings strange : List.of(ClusterSettings.USUAL, trusting(stranger))) {
        assertThatThrownBy(() -> ClusterCreation.create(address, strange, plan))
            .isInstanceOfSatisfying(
                LibraryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE))
            .hasMessageContainingAll("certificate", "SIGHTLINE_SOLR_CERTIFICATES");
      }

      ClusterSettings settings = trusting(certificate(keys, "cluster"));
      ClusterCreation.create(address, settings, plan);
      Path local = Collections.library(folder.resolve("local"), Collections.MODEL, 50);
      try (var reader = LibraryReader.open(local);
          var library = ClusterLibrary.open(address, settings, folder, false)) {
        new ClusterPush(library, 2).push(reader, _ -> {});
        assertThat(library.size()).isEqualTo(50);
      }
      ClusterAddress byZooKeeper = cluster.zooKeeperAddressOf("guarded");
      try (var library = ClusterLibrary.open(byZooKeeper, settings, folder, true)) {
        assertThat(library.size()).as("ZooKeeper says that nodes speak TLS").isEqualTo(50);
      }
    }
  }

  /// As the commands make them from the environment.
  private ClusterSettings trusting(Path certificates) {
    var places = new Directories(folder, List.of(folder), folder, folder);
    var environment = Map.of(ClusterAccess.CERTIFICATES, certificates.toString());
    return new ClusterAccess(places, Optional.empty(), environment::get).settings();
  }

  /// A key and a certificate that it has signed itself.
  private Path keys(String name, String host) throws Exception {
    Path store = folder.resolve(name + ".p12");
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + host,
                "-validity",
                "7",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    return store;
  }

  /// The certificate of a key store as a PEM file.
  private static Path certificate(Path store, String name) throws Exception {
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    byte[] encoded = keys.getCertificate(name).getEncoded();
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    return Files.writeString(
        store.resolveSibling(name + ".pem"),
        "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n".formatted(text));
  }
}
