package dev.sightline.cluster.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterAddressTest {
  @Test
  void a_node_and_a_collection_are_told_apart() {
    var address = ClusterAddress.parse("solr:https://solr1.example:8983/solr/photos/");

    assertThat(address.node()).contains(URI.create("https://solr1.example:8983/solr"));
    assertThat(address.collection()).isEqualTo("photos");
    assertThat(address.zooKeeper()).isEmpty();
    assertThat(address).hasToString("solr:https://solr1.example:8983/solr/photos/");
  }

  @Test
  void zookeeper_may_have_several_hosts_and_a_folder_or_none() {
    var address = ClusterAddress.parse("solr:zk://zk1:2181,zk2:2181/a/b/photos");

    assertThat(address.zooKeeper()).contains("zk1:2181,zk2:2181/a/b");
    assertThat(address.zooKeeperHosts()).containsExactly("zk1:2181", "zk2:2181");
    assertThat(address.collection()).isEqualTo("photos");
    assertThat(ClusterAddress.parse("solr:zk://zk1/photos").zooKeeper()).contains("zk1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "solr:",
        "solr:http://",
        "solr:http://host:8983",
        "solr:http://host:8983/photos",
        "solr:ftp://host/solr/photos",
        "solr:http://host/solr/a b",
        "solr:http://host/solr/-x",
        "solr:zk://host",
        "solr:zk:///photos",
        "solr:zk://a,,b/photos",
        "/photos"
      })
  void what_is_no_address_says_how_one_is_written(String text) {
    assertThatThrownBy(() -> ClusterAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("'" + text + "'", "solr:http://HOST:PORT/solr/COLLECTION");
  }

  @Test
  void a_password_in_an_address_is_refused_and_not_repeated() {
    assertThatThrownBy(() -> ClusterAddress.parse("solr:http://me:sesame@host/solr/photos"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--solr-login")
        .hasMessageNotContaining("sesame");
  }

  @Test
  void only_what_begins_with_solr_is_meant_as_one() {
    assertThat(ClusterAddress.isMeant("solr:nonsense")).isTrue();
    assertThat(ClusterAddress.isMeant("/data/solr")).isFalse();
  }
}
