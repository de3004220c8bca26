package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.cli.common.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said of clusters that are not there or not meant; what works over one is tested over a
/// real one, with `mvn verify -Pcluster`.
class ClusterCommandsTest {
  private static final String NOWHERE = "solr:http://127.0.0.1:1/solr/photos";

  @TempDir private Path home;

  @Test
  void an_address_that_is_none_is_wrong_use() {
    var sightline = new TestConsole(home);

    assertThat(sightline.run("search", "dog", "--library", "solr:photos"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("no address of a collection", "solr:http://HOST:PORT");
  }

  @Test
  void a_cluster_that_does_not_answer_is_a_failure_that_names_it() {
    var sightline = new TestConsole(home);

    assertThat(sightline.run("search", "dog", "--library", NOWHERE)).isEqualTo(ExitCode.FAILED);
    assertThat(sightline.err()).contains("No node of the cluster at " + NOWHERE + " answers");
    assertThat(sightline.run("cluster", "info", "--library", NOWHERE)).isEqualTo(ExitCode.FAILED);
    assertThat(sightline.run("cluster", "create", NOWHERE)).isEqualTo(ExitCode.FAILED);
    assertThat(sightline.run("index", home.toString(), "--library", NOWHERE))
        .isEqualTo(ExitCode.FAILED);
    assertThat(sightline.run("index", "--watch", home.toString(), "--library", NOWHERE))
        .isEqualTo(ExitCode.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify", "compact", "export out", "forget x"})
  void what_works_on_a_folder_says_so_of_a_cluster(String command) {
    var sightline = new TestConsole(home);
    String[] words = ("library " + command + " --library " + NOWHERE).split(" ");

    assertThat(sightline.run(words)).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("is in a cluster", "library pull");
  }

  @Test
  void a_password_is_never_taken_from_an_address_and_its_file_is_named_when_it_is_not_one()
      throws IOException {
    var sightline = new TestConsole(home);
    String told = "solr:http://me:sesame@127.0.0.1:1/solr/photos";
    Path login = Files.writeString(home.resolve("login"), "nobody\n");

    assertThat(sightline.run("search", "dog", "--library", told)).isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("--solr-login").doesNotContain("sesame");
    assertThat(
            sightline.run("search", "dog", "--library", NOWHERE, "--solr-login", login.toString()))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("login holds no USER:PASSWORD");
  }

  @Test
  void shards_and_replicas_are_at_least_one_and_pull_takes_filters_only() {
    var sightline = new TestConsole(home);

    assertThat(sightline.run("cluster", "create", NOWHERE, "--shards", "0"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.run("library", "pull", "--library", NOWHERE, "--into", "x", "a dog"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(sightline.err()).contains("takes filters only");
  }

  @Test
  void a_push_of_what_is_no_library_is_refused_before_the_cluster_is_asked() {
    var sightline = new TestConsole(home);

    assertThat(sightline.run("library", "push", home.resolve("none").toString(), NOWHERE))
        .isEqualTo(ExitCode.FAILED);
    assertThat(sightline.err()).contains("There is no library in");
  }
}
