package dev.sightline.cluster.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.cluster.ClusterCreation;
import dev.sightline.cluster.ClusterHealth;
import dev.sightline.cluster.ClusterLibrary;
import dev.sightline.cluster.Collections;
import dev.sightline.cluster.RunningCluster;
import dev.sightline.cluster.query.CollectionState;
import dev.sightline.cluster.update.ClusterPull;
import dev.sightline.cluster.update.ClusterPush;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryException.Reason;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryState;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.searcher.query.Query.SortOrder;
import dev.sightline.searcher.retrieval.PartialAnswers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.solr.client.solrj.request.CollectionAdminRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What may go wrong with a cluster is said, and nothing is left half done that a second run does
/// not finish.
@Tag("thorough")
class TroubleTest {
  private final RunningCluster cluster = RunningCluster.shared();

  @TempDir private Path folder;

  private static void assertFails(Runnable what, Reason reason, String... said) {
    assertThatThrownBy(what::run)
        .isInstanceOfSatisfying(
            LibraryException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContainingAll(said);
  }

  @Test
  void a_host_that_is_not_there_is_named() {
    ClusterAddress nowhere = ClusterAddress.parse("solr:http://127.0.0.1:1/solr/photos");

    assertFails(
        () -> Collections.open(nowhere, folder), Reason.UNREACHABLE, "http://127.0.0.1:1/solr");
  }

  @Test
  void a_zookeeper_that_is_not_there_is_named() {
    ClusterAddress nowhere = ClusterAddress.parse("solr:zk://127.0.0.1:1/photos");

    assertFails(() -> Collections.open(nowhere, folder), Reason.UNREACHABLE, "127.0.0.1:1");
  }

  @Test
  void a_collection_that_is_missing_says_how_to_make_it() {
    assertFails(
        () -> Collections.open(cluster.addressOf("absent"), folder),
        Reason.ABSENT,
        "no collection 'absent'",
        "sightline cluster create");
  }

  @Test
  void a_collection_that_sightline_did_not_make_is_left_alone() {
    ClusterAddress address = cluster.addressOf("strange");
    Collections.create(cluster.addressOf("ours"), 1, 1);
    try (var connection = ClusterConnection.open(address, Collections.SETTINGS)) {
      connection.admin(CollectionAdminRequest.createCollection("strange", "sightline-ours", 1, 1));
    }

    assertFails(
        () -> Collections.open(address, folder), Reason.NOT_A_LIBRARY, "not made by Sightline");
    assertFails(
        () -> Collections.create(address, 1, 1), Reason.NOT_A_LIBRARY, "not made by Sightline");
  }

  @Test
  void a_collection_of_another_version_is_not_read() {
    ClusterAddress address = cluster.addressOf("older");
    Collections.create(address, 1, 1);
    try (var connection = ClusterConnection.open(address, Collections.SETTINGS)) {
      connection.admin(
          CollectionAdminRequest.setCollectionProperty(
              "older", "sightline", "{\"sightline.schema\":\"999\"}"));
    }

    assertFails(() -> Collections.open(address, folder), Reason.NEWER, "999");
  }

  @Test
  void a_making_that_was_broken_off_is_finished_and_one_that_was_not_is_refused() {
    ClusterAddress address = cluster.addressOf("halfmade");
    Collections.create(address, 1, 1);
    try (var connection = ClusterConnection.open(address, Collections.SETTINGS)) {
      connection.admin(CollectionAdminRequest.setCollectionProperty("halfmade", "sightline", null));
    }

    Collections.create(address, 1, 1);

    try (var library = Collections.open(address, folder)) {
      assertThat(library.size()).isZero();
    }
    assertFails(() -> Collections.create(address, 1, 1), Reason.HELD, "already");
  }

  @Test
  void vectors_of_another_model_or_dimension_never_come_in() {
    ClusterAddress address = cluster.addressOf("models");
    Collections.create(address, 1, 1);
    var other = new LibraryModel("other", "o1", "t1", 16, "/models/other");
    var wider = new LibraryModel("wider", "w1", "t1", 24, "/models/wider");
    try (var library = Collections.open(address, folder)) {
      for (LibraryModel model : List.of(other, wider)) {
        Path local = Collections.library(folder.resolve(model.name()), model, 5);
        try (var reader = LibraryReader.open(local)) {
          assertFails(
              () -> new ClusterPush(library, 1).push(reader, _ -> {}),
              Reason.OTHER_MODEL,
              "'plain'",
              "'%s'".formatted(model.name()),
              "%d dimensions".formatted(model.dimension()));
        }
      }
      library.refresh();
      assertThat(library.size()).isZero();
    }
  }

  @Test
  void a_model_with_more_numbers_than_a_graph_takes_is_refused() {
    var wide = new LibraryModel("wide", "w2", "t2", 4_096, "/models/wide");

    assertThatThrownBy(() -> new ClusterCreation.Plan(wide, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("1,024", "4,096", "'wide'");
  }

  @Test
  void a_push_that_is_broken_off_again_and_again_ends_with_every_image_once() {
    ClusterAddress address = cluster.addressOf("resumed");
    Collections.create(address, 2, 1);
    int images = 2_200;
    Path local = Collections.library(folder.resolve("local"), Collections.MODEL, images);
    try (var library = Collections.open(address, folder);
        var reader = LibraryReader.open(local)) {
      for (int attempt = 1; attempt <= 3; attempt++) {
        var batches = new AtomicInteger();
        int end = attempt;
        assertThatThrownBy(
                () ->
                    new ClusterPush(library, 1)
                        .push(
                            reader,
                            _ -> {
                              if (batches.incrementAndGet() == end) {
                                throw new IllegalStateException("killed");
                              }
                            }))
            .hasMessage("killed");
      }

      assertThat(new ClusterPush(library, 2).push(reader, _ -> {}).images()).isEqualTo(images);
      assertThat(Collections.ids(library)).hasSize(images).doesNotHaveDuplicates();
      assertThat(new ClusterPush(library, 2).push(reader, _ -> {}).sent()).isZero();
    }
  }

  @Test
  void a_corrupt_library_is_named_and_what_was_sent_of_it_stays() throws Exception {
    ClusterAddress address = cluster.addressOf("corrupt");
    Collections.create(address, 1, 1);
    Path local = Collections.library(folder.resolve("local"), Collections.MODEL, 700);
    try (var files = Files.walk(local)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".cfs")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = bytes.length / 3; i < bytes.length * 2 / 3; i++) {
          bytes[i] = (byte) ~bytes[i];
        }
        Files.write(file, bytes);
      }
    }
    try (var library = Collections.open(address, folder)) {
      assertThatThrownBy(
              () -> {
                try (var reader = LibraryReader.open(local)) {
                  new ClusterPush(library, 1).push(reader, _ -> {});
                }
              })
          .isInstanceOfSatisfying(
              LibraryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED))
          .hasMessageContaining(local.toString());
    }
  }

  @Test
  void a_shard_without_a_replica_that_is_up_is_told_and_pulling_refuses_to_call_it_all() {
    ClusterAddress address = cluster.addressOf("onereplica");
    Collections.create(address, 2, 1);
    Path local = Collections.library(folder.resolve("local"), Collections.MODEL, 600);
    try (var library = Collections.open(address, folder);
        var reader = LibraryReader.open(local)) {
      new ClusterPush(library, 2).push(reader, _ -> {});
      long token = library.commitToken();
      cluster.tell("stop 1");
      try {
        var listed =
            PartialAnswers.watch(
                () -> library.retriever().listed(List.of(), SortOrder.NEWEST, 1000));
        library.refresh();

        assertThat(listed.partial()).isTrue();
        assertThat(listed.value().ids()).isNotEmpty().hasSizeLessThan(600);
        assertThat(library.commitToken()).isNotEqualTo(token);
        assertThat(ClusterHealth.of(library).isWhole()).isFalse();
        assertFails(
            () -> new ClusterPull(library).pull(List.of(), folder.resolve("pulled")),
            Reason.UNREACHABLE,
            "did not answer");
      } finally {
        cluster.tell("start 1");
      }
      library.refresh();
      assertThat(library.commitToken()).isEqualTo(token);
      assertThat(ClusterHealth.of(library).isWhole()).isTrue();
      assertThat(new ClusterPull(library).pull(List.of(), folder.resolve("pulled"))).isEqualTo(600);
    }
    try (var pulled = LibraryReader.open(folder.resolve("pulled"));
        var reader = LibraryReader.open(local)) {
      assertThat(pulled.size()).isEqualTo(600);
      var one = reader.stored(Collections.id(77)).orElseThrow();
      assertThat(pulled.image(Collections.id(77))).contains(one.image());
      assertThat(pulled.stored(Collections.id(77)).orElseThrow().vector())
          .containsExactly(one.vector());
    }
  }

  @Test
  void a_node_that_loses_its_zookeeper_session_comes_back_by_itself() {
    ClusterAddress address = cluster.zooKeeperAddressOf("expired");
    Collections.create(address, 2, 2);
    Path local = Collections.library(folder.resolve("local"), Collections.MODEL, 500);
    try (var library = Collections.open(address, folder);
        var reader = LibraryReader.open(local)) {
      cluster.tell("expire 0");

      new ClusterPush(library, 2).push(reader, _ -> {});

      assertThat(Collections.ids(library)).hasSize(500);
    }
  }

  @Test
  void a_node_that_takes_too_long_is_not_waited_for() {
    ClusterAddress address = cluster.addressOf("slow");
    Collections.create(address, 1, 2);
    Path local = Collections.library(folder.resolve("local"), Collections.MODEL, 50);
    try (var library = Collections.open(address, folder);
        var reader = LibraryReader.open(local)) {
      new ClusterPush(library, 2).push(reader, _ -> {});
    }
    var impatient = Collections.SETTINGS.with(Duration.ofSeconds(2));
    try (var library = ClusterLibrary.open(address, impatient, folder, true)) {
      cluster.tell("delay 0 6000 1");

      assertThat(library.retriever().count(List.of())).isEqualTo(50);
      assertThat(library.retriever().listed(List.of(), SortOrder.NAME, 100).ids()).hasSize(50);
    }
  }

  @Test
  void what_a_collection_says_of_itself_is_written_as_a_whole() {
    ClusterAddress address = cluster.addressOf("state");
    Collections.create(address, 1, 1);
    try (var connection = ClusterConnection.open(address, Collections.SETTINGS)) {
      LibraryState state = LibraryState.ofNew(Collections.MODEL).withLastRun(12);
      CollectionState.write(connection, state);

      assertThat(CollectionState.read(connection)).isEqualTo(state);
    }
  }
}
