package dev.sightline.clusterserver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.solr.client.solrj.embedded.SSLConfig;
import org.apache.solr.cloud.MiniSolrCloudCluster;
import org.apache.solr.embedded.JettySolrRunner;

/// Starts Solr nodes and an embedded ZooKeeper on this machine, says where they listen, and does
/// what it is told on its standard input, one line a command, each answered by a line that begins
/// with `OK` or `FAILED`:
///
/// | command | what |
/// |---|---|
/// | `stop N` | stops a node |
/// | `start N` | starts it again, under the same port |
/// | `expire N` | lets a node lose its ZooKeeper session |
/// | `delay N MILLIS COUNT` | lets so many of a node's next requests wait first |
/// | `quit` | ends everything, as does the end of the input |
public final class SolrServers {
  private final MiniSolrCloudCluster cluster;
  private final List<JettySolrRunner> nodes;

  private SolrServers(MiniSolrCloudCluster cluster) {
    this.cluster = cluster;
    this.nodes = new ArrayList<>(cluster.getJettySolrRunners());
  }

  /// Runs until it is told to end. Where the property `javax.net.ssl.keyStore` names a key store,
  /// with `javax.net.ssl.keyStorePassword` and the same of `trustStore`, nodes speak TLS only.
  ///
  /// @param arguments an empty folder, how many nodes, and perhaps a file that becomes
  ///     `security.json`
  public static void main(String[] arguments) throws Exception {
    var builder =
        new MiniSolrCloudCluster.Builder(Integer.parseInt(arguments[1]), Path.of(arguments[0]));
    if (arguments.length > 2) {
      builder.withSecurityJson(Files.readString(Path.of(arguments[2])));
    }
    String keys = System.getProperty("javax.net.ssl.keyStore");
    if (keys != null) {
      var tls =
          new SSLConfig(
              true,
              false,
              keys,
              System.getProperty("javax.net.ssl.keyStorePassword"),
              System.getProperty("javax.net.ssl.trustStore"),
              System.getProperty("javax.net.ssl.trustStorePassword"));
      builder.withJettyConfig(jetty -> jetty.withSSLConfig(tls));
    }
    MiniSolrCloudCluster cluster = builder.configure();
    var servers = new SolrServers(cluster);
    say("ZOOKEEPER " + cluster.getZkServer().getZkAddress());
    say(
        "NODES "
            + servers.nodes.stream().map(SolrServers::address).collect(Collectors.joining(" ")));
    say("READY");
    servers.obey();
    // Whatever still runs is of no use to anybody; a tidy end would take seconds.
    Runtime.getRuntime().halt(0);
  }

  private static String address(JettySolrRunner node) {
    return node.getBaseUrl().toString();
  }

  private void obey() throws IOException {
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      if (line.equals("quit")) {
        return;
      }
      try {
        follow(line.split(" "));
        say("OK " + line);
      } catch (Exception e) {
        say("FAILED " + line + ": " + e);
      }
    }
  }

  private void follow(String[] command) throws Exception {
    JettySolrRunner node = nodes.get(Integer.parseInt(command[1]));
    switch (command[0]) {
      case "stop" -> cluster.waitForJettyToStop(cluster.stopJettySolrRunner(node));
      case "start" -> {
        cluster.startJettySolrRunner(node, true);
        cluster.waitForNode(node, 30);
      }
      case "expire" -> cluster.expireZkSession(node);
      case "delay" ->
          node.getDebugFilter()
              .addDelay("a slow node", Integer.parseInt(command[3]), Integer.parseInt(command[2]));
      default -> throw new IllegalArgumentException("no command " + command[0]);
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
