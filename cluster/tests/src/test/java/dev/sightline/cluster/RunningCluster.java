package dev.sightline.cluster;

import dev.sightline.cluster.connection.ClusterAddress;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A SolrCloud of two nodes with its ZooKeeper, in a Java of its own: its class path, with Lucene
/// 9, is in the file that the system property `sightline.solr.classpath` names.
public final class RunningCluster implements AutoCloseable {
  private static @Nullable RunningCluster shared;

  private final Process process;
  private final BufferedReader output;
  private final PrintWriter input;
  private final String zooKeeper;
  private final List<String> nodes;

  private RunningCluster(Process process) throws IOException {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    this.zooKeeper = after("ZOOKEEPER ");
    this.nodes = List.of(after("NODES ").split(" "));
    after("READY");
  }

  /// The one that all tests of this run share; it ends with the program.
  public static synchronized RunningCluster shared() {
    if (shared == null) {
      RunningCluster started = start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      shared = started;
    }
    return shared;
  }

  /// Starts another one.
  ///
  /// @param security a file that becomes `security.json`, if any
  public static RunningCluster start(Path... security) {
    return start(List.of(), List.of(security));
  }

  /// Starts another one whose nodes speak TLS only.
  ///
  /// @param keys a key store (PKCS #12) with a certificate for 127.0.0.1, which is trusted too
  public static RunningCluster startWithTls(Path keys, String password) {
    return start(
        List.of(
            "-Djetty.testMode=true", // without it Solr's runner forgets what it was told of TLS
            "-Djavax.net.ssl.keyStore=" + keys,
            "-Djavax.net.ssl.keyStorePassword=" + password,
            "-Djavax.net.ssl.trustStore=" + keys,
            "-Djavax.net.ssl.trustStorePassword=" + password),
        List.of());
  }

  private static RunningCluster start(List<String> properties, List<Path> security) {
    try {
      Path folder = Files.createTempDirectory("sightline-solr");
      String classPath =
          property("sightline.solr.classes")
              + File.pathSeparator
              + Files.readString(Path.of(property("sightline.solr.classpath"))).strip();
      var command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  // Patience for machines that are far away would only make tests slow.
                  "-DdistribUpdateConnTimeout=3000",
                  "-DdistribUpdateSoTimeout=15000",
                  "-DconnTimeout=3000",
                  "-DsocketTimeout=15000",
                  "-DleaderVoteWait=2000",
                  "-Dsolr.zkclienttimeout=8000",
                  "-Djava.awt.headless=true"));
      command.addAll(properties);
      command.addAll(
          List.of(
              "-cp", classPath, "dev.sightline.clusterserver.SolrServers", folder.toString(), "2"));
      for (Path file : security) {
        command.add(file.toString());
      }
      return new RunningCluster(
          new ProcessBuilder(command).redirectError(folder.resolve("errors.log").toFile()).start());
    } catch (IOException e) {
      throw new UncheckedIOException("starting Solr", e);
    }
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }

  private String after(String beginning) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("FAILED")) {
        throw new IOException(line);
      }
      if (line.startsWith(beginning)) {
        return line.substring(beginning.length());
      }
    }
    throw new IOException("Solr ended before it said " + beginning);
  }

  /// Tells the nodes something, and waits until it is done.
  public void tell(String command) {
    try {
      input.println(command);
      after("OK ");
    } catch (IOException e) {
      throw new UncheckedIOException(command, e);
    }
  }

  /// A collection by one of the nodes.
  public ClusterAddress addressOf(String collection) {
    return ClusterAddress.parse("solr:%s/%s".formatted(nodes.getFirst(), collection));
  }

  /// A collection by ZooKeeper.
  public ClusterAddress zooKeeperAddressOf(String collection) {
    return ClusterAddress.parse("solr:zk://%s/%s".formatted(zooKeeper, collection));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
