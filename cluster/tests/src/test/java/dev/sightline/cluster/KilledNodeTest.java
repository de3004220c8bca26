package dev.sightline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.cluster.connection.ClusterAddress;
import dev.sightline.cluster.update.ClusterPush;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.searcher.retrieval.PartialAnswers;
import dev.sightline.searcher.retrieval.PartialAnswers.Watched;
import dev.sightline.searcher.retrieval.Retriever.Retrieved;
import dev.sightline.searcher.retrieval.SearchBudget;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node that goes away takes nothing with it: its shards have replicas, and whoever spoke to it
/// speaks to another.
class KilledNodeTest {
  private static final int IMAGES = 3_000;

  @TempDir private Path folder;

  @Test
  void while_a_node_is_killed_pushing_and_answers_go_on_and_nothing_is_lost_or_doubled()
      throws Exception {
    RunningCluster cluster = RunningCluster.shared();
    ClusterAddress address = cluster.addressOf("killed");
    Collections.create(address, 2, 2);
    Path local = Collections.library(folder.resolve("local"), Collections.MODEL, IMAGES);
    try (var library = Collections.open(address, folder);
        var reader = LibraryReader.open(local);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var killed = new AtomicBoolean();
      Future<?> killing =
          threads.submit(
              () -> {
                while (!killed.get()) {
                  Thread.onSpinWait();
                }
                cluster.tell("stop 0"); // the node that the address names
              });

      ClusterPush.Outcome outcome = new ClusterPush(library, 2).push(reader, _ -> killed.set(true));
      killing.get();

      assertThat(outcome.images()).isEqualTo(IMAGES);
      assertThat(Collections.ids(library)).isEqualTo(allIds());
      answersAreWhole(library);
      cluster.tell("start 0");
      answersAreWhole(library);
      var again = new ClusterPush(library, 2).push(reader, _ -> {});
      assertThat(again.sent()).isZero();
      assertThat(Collections.ids(library)).isEqualTo(allIds());
    }
  }

  private static List<String> allIds() {
    return IntStream.range(0, IMAGES).mapToObj(Collections::id).toList();
  }

  private static void answersAreWhole(ClusterLibrary library) {
    var random = new Random(3);
    for (int i = 0; i < 20; i++) {
      float[] query = Collections.vector(random, Collections.MODEL.dimension());
      Watched<Retrieved> answer =
          PartialAnswers.watch(
              () -> library.retriever().nearest(query, SearchBudget.of(10), -1, List.of()));
      assertThat(answer.value().neighbours()).hasSize(10);
      assertThat(answer.partial()).isFalse();
    }
  }
}
