package dev.sightline.cluster.connection;

import dev.sightline.library.LibraryException;
import dev.sightline.searcher.retrieval.PartialAnswers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.solr.client.solrj.SolrRequest;
import org.apache.solr.client.solrj.SolrRequest.METHOD;
import org.apache.solr.client.solrj.SolrResponse;
import org.apache.solr.client.solrj.SolrServerException;
import org.apache.solr.client.solrj.impl.HttpJdkSolrClient;
import org.apache.solr.client.solrj.request.AbstractUpdateRequest;
import org.apache.solr.client.solrj.request.CollectionAdminRequest;
import org.apache.solr.client.solrj.request.QueryRequest;
import org.apache.solr.client.solrj.response.QueryResponse;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.params.ModifiableSolrParams;
import org.jspecify.annotations.Nullable;

/// Speaks to the nodes of a cluster: to one of them, any of which answers for all, and to the next
/// when that one does not answer. Everything that is asked may be asked twice: questions change
/// nothing, and documents are put by their ids. Safe for concurrent use.
public final class ClusterConnection implements AutoCloseable {
  private static final Duration A_MOMENT = Duration.ofSeconds(2);
  private static final long FIRST_PAUSE_MILLIS = 250;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final ClusterAddress address;
  private final ClusterSettings settings;
  private final Map<String, HttpJdkSolrClient> clients = new ConcurrentHashMap<>();

  /// Ours, because SolrJ's own is waited for at the end, for a minute, where a node went away in
  /// the middle of a request.
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private volatile List<String> nodes;

  /// The node that answered last.
  private volatile String current;

  private ClusterConnection(ClusterAddress address, ClusterSettings settings, List<String> nodes) {
    this.address = address;
    this.settings = settings;
    this.nodes = nodes;
    this.current = nodes.getFirst();
  }

  /// Finds the nodes of a cluster.
  ///
  /// @throws LibraryException if none of them can be reached
  public static ClusterConnection open(ClusterAddress address, ClusterSettings settings) {
    List<String> first =
        address.node().isPresent()
            ? List.of(address.node().get().toString())
            : ZooKeeperNodes.find(address, settings.connecting());
    var connection = new ClusterConnection(address, settings, first);
    try {
      connection.nodes = connection.found();
      return connection;
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  public ClusterAddress address() {
    return address;
  }

  /// Nodes that are up, as whoever is asked knows them; the one that was named comes first, because
  /// the others may have names that only the cluster can resolve.
  private List<String> found() {
    if (address.node().isEmpty()) {
      return ZooKeeperNodes.find(address, settings.connecting());
    }
    String named = address.node().get().toString();
    var all = new LinkedHashSet<String>(Set.of(named));
    var status = admin(CollectionAdminRequest.getClusterStatus()).getResponse();
    if (ResponseTree.at(status, "cluster", "live_nodes") instanceof List<?> live) {
      String scheme = String.valueOf(address.node().get().getScheme());
      live.forEach(node -> all.add(ZooKeeperNodes.addressOf(node.toString(), scheme)));
    }
    return List.copyOf(all);
  }

  /// Asks the collection, and notes when a part of it did not answer.
  ///
  /// @throws LibraryException if it cannot be asked
  public QueryResponse query(ModifiableSolrParams question) {
    question.set("shards.tolerant", true);
    question.set("timeAllowed", Long.toString(settings.serverTime().toMillis()));
    QueryResponse answer = ofCollection(new QueryRequest(question, METHOD.POST));
    if (Boolean.TRUE.equals(answer.getHeader().getBooleanArg("partialResults"))) {
      PartialAnswers.note();
    }
    return answer;
  }

  /// Makes a request of the collection; what changes it is tried for longer, because a shard whose
  /// leader has gone takes nothing until it has another.
  ///
  /// @throws LibraryException if it fails
  public <T extends SolrResponse> T ofCollection(SolrRequest<T> request) {
    boolean changes = request instanceof AbstractUpdateRequest;
    return send(request, address.collection(), changes ? settings.recovery() : A_MOMENT);
  }

  /// Makes a request of the cluster.
  ///
  /// @throws LibraryException if it fails
  public <T extends SolrResponse> T admin(SolrRequest<T> request) {
    return send(request, null, Duration.ZERO);
  }

  /// Asks node after node, and again from the first until a time has passed.
  private <T extends SolrResponse> T send(
      SolrRequest<T> request, @Nullable String collection, Duration lasting) {
    long end = System.nanoTime() + lasting.toNanos();
    var tried = new LinkedHashSet<String>();
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      Exception last = new IOException("no node is known");
      for (String node : currentFirst()) {
        tried.add(node);
        try {
          T answer = request.process(client(node), collection);
          current = node;
          return answer;
        } catch (SolrException e) {
          if (!mayBeOtherwiseElsewhere(e) && !mayBeOtherwiseLater(e, lasting)) {
            throw ClusterFailure.of(e, address);
          }
          last = e;
        } catch (SolrServerException | IOException | UncheckedIOException e) {
          last = e;
        }
      }
      if (System.nanoTime() >= end) {
        throw ClusterFailure.noAnswer(last, address, tried);
      }
      sleep(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      lookForNodes();
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a cluster was waited for", e);
    }
  }

  private void lookForNodes() {
    if (address.zooKeeper().isPresent()) {
      try {
        nodes = found();
      } catch (LibraryException e) {
        // those that were known are tried once more
      }
    }
  }

  /// A node that starts, stops or has lost ZooKeeper for a while says so; another may answer.
  private static boolean mayBeOtherwiseElsewhere(SolrException failure) {
    return failure.code() == 503 || failure.code() == 504 || failure.code() == 510;
  }

  /// A node that hands documents on to one that is going away fails with whatever broke first.
  private static boolean mayBeOtherwiseLater(SolrException failure, Duration lasting) {
    return failure.code() >= 500 && lasting.compareTo(A_MOMENT) > 0;
  }

  private List<String> currentFirst() {
    var all = new LinkedHashSet<String>();
    if (nodes.contains(current)) {
      all.add(current);
    }
    all.addAll(nodes);
    return List.copyOf(all);
  }

  private HttpJdkSolrClient client(String node) {
    return clients.computeIfAbsent(
        node,
        it -> {
          var builder =
              new HttpJdkSolrClient.Builder(it)
                  .useHttp1_1(true)
                  .withExecutor(threads)
                  .withConnectionTimeout(settings.connecting().toMillis(), TimeUnit.MILLISECONDS)
                  .withRequestTimeout(settings.patience().toMillis(), TimeUnit.MILLISECONDS)
                  .withIdleTimeout(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
          settings
              .login()
              .ifPresent(as -> builder.withBasicAuthCredentials(as.user(), as.password()));
          settings.tls().ifPresent(builder::withSSLContext);
          return builder.build();
        });
  }

  @Override
  public void close() {
    for (HttpJdkSolrClient client : clients.values()) {
      try {
        client.close();
      } catch (IOException e) {
        // it is not used any more, whatever it says
      }
    }
    threads.shutdownNow();
  }
}
