package dev.sightline.cluster;

import dev.sightline.cluster.connection.ClusterAddress;
import dev.sightline.cluster.connection.ClusterConnection;
import dev.sightline.cluster.connection.ClusterSettings;
import dev.sightline.cluster.schema.CollectionDocuments;
import dev.sightline.cluster.update.ClusterPush;
import dev.sightline.library.lucene.LibraryReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.solr.client.solrj.SolrServerException;
import org.apache.solr.client.solrj.impl.HttpJdkSolrClient;
import org.apache.solr.client.solrj.request.CollectionAdminRequest;
import org.apache.solr.client.solrj.request.UpdateRequest;
import org.apache.solr.common.SolrInputDocument;

/// How much of a bare loop's speed a push has: the same documents into collections of the same
/// schema, by turns, each round into new ones. The bare loop has its documents ready in memory,
/// sends 500 at a time by as many threads as the push, and commits; a push reads the library,
/// makes the documents, looks what is there, and notes what it has done.
///
/// Arguments: the library's folder, the address of any collection of the cluster, shards, rounds.
public final class PushRatio {
  private static final int SENDERS = 4;
  private static final int BATCH = 500;

  private PushRatio() {}

  /// Prints a row a round and the ratio of the medians.
  public static void main(String[] arguments) throws Exception {
    int shards = Integer.parseInt(arguments[2]);
    int rounds = Integer.parseInt(arguments[3]);
    var bare = new double[rounds];
    var push = new double[rounds];
    try (var library = LibraryReader.openReadOnly(Path.of(arguments[0]))) {
      List<List<SolrInputDocument>> batches = batches(library);
      System.out.println("| round | bare loop, images/s | push, images/s |\n|---|---|---|");
      for (int i = -1; i < rounds; i++) { // the first one warms up
        String name = arguments[1] + "-" + (i + 1);
        var seconds = new double[2];
        for (int turn = 0; turn < 2; turn++) {
          boolean pushes = (i + turn) % 2 == 0; // who is first takes turns too
          ClusterAddress address = create(name + (pushes ? "-push" : "-bare"), library, shards);
          seconds[pushes ? 1 : 0] = pushes ? push(address, library) : bareLoop(address, batches);
        }
        double bareRate = library.size() / seconds[0];
        double pushRate = library.size() / seconds[1];
        if (i >= 0) {
          bare[i] = bareRate;
          push[i] = pushRate;
          System.out.printf(Locale.ROOT, "| %d | %,.0f | %,.0f |%n", i + 1, bareRate, pushRate);
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "median %,.0f and %,.0f images/s: a push has %.0f %% of the bare loop's speed%n",
        median(bare),
        median(push),
        100 * median(push) / median(bare));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static List<List<SolrInputDocument>> batches(LibraryReader library) {
    var all = new ArrayList<SolrInputDocument>();
    library.forEach(stored -> all.add(CollectionDocuments.of(stored, Optional.empty())));
    var batches = new ArrayList<List<SolrInputDocument>>();
    for (int from = 0; from < all.size(); from += BATCH) {
      batches.add(all.subList(from, Math.min(all.size(), from + BATCH)));
    }
    return batches;
  }

  private static ClusterAddress create(String text, LibraryReader library, int shards) {
    var address = ClusterAddress.parse(text);
    var plan = new ClusterCreation.Plan(library.state().model(), shards, 1);
    ClusterCreation.create(address, ClusterSettings.USUAL, plan);
    return address;
  }

  private static void drop(ClusterAddress address) {
    try (var connection = ClusterConnection.open(address, ClusterSettings.USUAL)) {
      connection.admin(CollectionAdminRequest.deleteCollection(address.collection()));
    }
  }

  /// @return seconds
  private static double bareLoop(ClusterAddress address, List<List<SolrInputDocument>> batches)
      throws IOException, SolrServerException, InterruptedException, ExecutionException {
    String node = address.node().orElseThrow().toString();
    // Its own executor has four threads for both ends of each request's pipe: with four senders
    // they
    // would wait for each other without end.
    try (var pipes = Executors.newVirtualThreadPerTaskExecutor();
        var client =
            new HttpJdkSolrClient.Builder(node).useHttp1_1(true).withExecutor(pipes).build();
        var threads = Executors.newFixedThreadPool(SENDERS)) {
      long start = System.nanoTime();
      var waiting = new ConcurrentLinkedQueue<>(batches);
      var senders = new ArrayList<Future<?>>();
      for (int i = 0; i < SENDERS; i++) {
        senders.add(threads.submit(() -> sendAll(waiting, client, address)));
      }
      for (Future<?> sender : senders) {
        sender.get();
      }
      client.commit(address.collection());
      return (System.nanoTime() - start) / 1e9;
    } finally {
      drop(address);
    }
  }

  private static boolean sendAll(
      ConcurrentLinkedQueue<List<SolrInputDocument>> waiting,
      HttpJdkSolrClient client,
      ClusterAddress address)
      throws IOException, SolrServerException {
    for (var batch = waiting.poll(); batch != null; batch = waiting.poll()) {
      new UpdateRequest().add(batch).process(client, address.collection());
    }
    return true;
  }

  /// @return seconds
  private static double push(ClusterAddress address, LibraryReader library) {
    Path unused = Path.of("target/learned");
    try (var target = ClusterLibrary.open(address, ClusterSettings.USUAL, unused, false)) {
      long start = System.nanoTime();
      new ClusterPush(target, SENDERS).push(library, _ -> {});
      return (System.nanoTime() - start) / 1e9;
    } finally {
      drop(address);
    }
  }
}
