package dev.sightline.cluster.connection;

import dev.sightline.library.LibraryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;

/// Asks ZooKeeper which Solr nodes are up. A session is opened for the question and closed with it,
/// so that there is none that could be lost; nodes are asked for again when none answers.
final class ZooKeeperNodes {
  private static final String LIVE = "/live_nodes";
  private static final String PROPERTIES = "/clusterprops.json";
  private static final int SESSION_MILLIS = 15_000;

  private ZooKeeperNodes() {}

  /// The base addresses of all nodes that are up.
  ///
  /// @throws LibraryException if ZooKeeper does not answer, or knows of no node
  static List<String> find(ClusterAddress address, Duration patience) {
    String hosts = address.zooKeeper().orElseThrow();
    var connected = new CountDownLatch(1);
    try {
      var zooKeeper =
          new ZooKeeper(
              hosts,
              SESSION_MILLIS,
              event -> {
                if (event.getState() == KeeperState.SyncConnected) {
                  connected.countDown();
                }
              });
      try {
        if (!connected.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
          throw unreachable(
              address, new IOException("no answer in " + patience.toSeconds() + " s"));
        }
        return nodes(zooKeeper, address);
      } finally {
        zooKeeper.close();
      }
    } catch (IOException | KeeperException | IllegalArgumentException e) {
      throw unreachable(address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(address, e);
    }
  }

  private static List<String> nodes(ZooKeeper zooKeeper, ClusterAddress address)
      throws KeeperException, InterruptedException {
    String scheme = isTls(zooKeeper) ? "https" : "http";
    List<String> live =
        zooKeeper.getChildren(LIVE, false).stream()
            .sorted()
            .map(node -> addressOf(node, scheme))
            .toList();
    if (live.isEmpty()) {
      throw LibraryException.elsewhere(
          LibraryException.Reason.UNREACHABLE,
          "ZooKeeper knows of no Solr node that is up, for %s. Start the nodes."
              .formatted(address));
    }
    return live;
  }

  /// `HOST:PORT_solr` as an address.
  static String addressOf(String node, String scheme) {
    int end = node.lastIndexOf('_');
    return end < 0
        ? "%s://%s/solr".formatted(scheme, node)
        : "%s://%s/%s".formatted(scheme, node.substring(0, end), node.substring(end + 1));
  }

  private static boolean isTls(ZooKeeper zooKeeper) throws KeeperException, InterruptedException {
    try {
      String text = new String(zooKeeper.getData(PROPERTIES, false, null), StandardCharsets.UTF_8);
      // Solr reads single quotes as well, and has written them.
      return text.replaceAll("[\\s'\"]", "").contains("urlScheme:https");
    } catch (KeeperException.NoNodeException e) {
      return false; // nobody has set any property
    }
  }

  private static LibraryException unreachable(ClusterAddress address, Exception cause) {
    return LibraryException.elsewhere(
        LibraryException.Reason.UNREACHABLE,
        "ZooKeeper does not answer at %s, or has no Solr there (%s). Look whether it runs, and at the folder in the address."
            .formatted(String.join(", ", address.zooKeeperHosts()), cause.getMessage()),
        cause);
  }
}
