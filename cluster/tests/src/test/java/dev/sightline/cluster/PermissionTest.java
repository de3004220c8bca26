package dev.sightline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.cluster.connection.ClusterAddress;
import dev.sightline.cluster.connection.ClusterSettings.Login;
import dev.sightline.cluster.update.ClusterPush;
import dev.sightline.library.LibraryException;
import dev.sightline.library.lucene.LibraryReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cluster that asks who one is.
@Tag("thorough")
class PermissionTest {
  @TempDir private Path folder;

  @Test
  void who_is_not_known_or_not_allowed_is_told_so_and_no_message_holds_a_password()
      throws Exception {
    Path security = folder.resolve("security.json");
    Files.writeString(
        security,
        """
        {"authentication": {"class": "solr.BasicAuthPlugin", "blockUnknown": true,
          "credentials": {"keeper": "%s", "reader": "%s"}},
         "authorization": {"class": "solr.RuleBasedAuthorizationPlugin",
          "user-role": {"keeper": "admin", "reader": "reading"},
          "permissions": [{"name": "update", "role": "admin"},
            {"name": "collection-admin-edit", "role": "admin"},
            {"name": "config-edit", "role": "admin"},
            {"name": "all", "role": ["admin", "reading"]}]}}
        """
            .formatted(hashed("open-sesame"), hashed("only-looking")));
    try (var cluster = RunningCluster.start(security)) {
      ClusterAddress address = cluster.addressOf("guarded");
      var nobody = Collections.SETTINGS;
      var keeper = nobody.with(new Login("keeper", "open-sesame"));
      var reader = nobody.with(new Login("reader", "only-looking"));
      var plan = new ClusterCreation.Plan(Collections.MODEL, 1, 1);

      assertRefused(() -> ClusterCreation.create(address, nobody, plan), "who you are");
      assertRefused(() -> ClusterCreation.create(address, reader, plan), "does not allow");
      assertRefused(
          () ->
              ClusterLibrary.open(
                  address, nobody.with(new Login("keeper", "wrong-guess")), folder, true),
          "who you are");
      ClusterCreation.create(address, keeper, plan);
      Path local = Collections.library(folder.resolve("local"), Collections.MODEL, 20);
      try (var library = LibraryReader.open(local);
          var target = ClusterLibrary.open(address, reader, folder, false)) {
        assertRefused(() -> new ClusterPush(target, 1).push(library, _ -> {}), "does not allow");
      }
      try (var library = LibraryReader.open(local);
          var target = ClusterLibrary.open(address, keeper, folder, false)) {
        new ClusterPush(target, 1).push(library, _ -> {});
        assertThat(target.size()).isEqualTo(20);
      }
      assertThat(keeper.toString()).doesNotContain("open-sesame");
    }
  }

  private static void assertRefused(Runnable what, String said) {
    assertThatThrownBy(what::run)
        .isInstanceOfSatisfying(
            LibraryException.class,
            e -> assertThat(e.reason()).isEqualTo(LibraryException.Reason.UNREACHABLE))
        .hasMessageContaining(said)
        .hasMessageNotContainingAny("open-sesame", "only-looking", "wrong-guess");
  }

  /// As Solr keeps passwords: SHA-256 of the SHA-256 of salt and password, and the salt.
  private static String hashed(String password) throws Exception {
    byte[] salt = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    var digest = MessageDigest.getInstance("SHA-256");
    digest.update(salt);
    byte[] once = digest.digest(password.getBytes(StandardCharsets.UTF_8));
    var base64 = Base64.getEncoder();
    return base64.encodeToString(digest.digest(once)) + " " + base64.encodeToString(salt);
  }
}
