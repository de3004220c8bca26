package dev.sightline.cluster.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a collection is: `solr:http://HOST:PORT/solr/COLLECTION`, the same with `https`, or
/// `solr:zk://HOST:PORT,HOST:PORT/CHROOT/COLLECTION`.
///
/// @param written as it was given
/// @param node the base address of one Solr node; empty when nodes are asked of ZooKeeper
/// @param zooKeeper hosts with ports, and the folder in ZooKeeper, as its clients take them; empty
///     when a node is named
/// @param collection its name
public record ClusterAddress(
    String written, Optional<URI> node, Optional<String> zooKeeper, String collection) {
  private static final String PREFIX = "solr:";
  private static final Pattern COLLECTION = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
  private static final Pattern ZOOKEEPER = Pattern.compile("zk://([^/]+)((?:/[^/]+)*)/([^/]+)/?");
  private static final Pattern HOSTS = Pattern.compile("[^,@\\s]+(?:,[^,@\\s]+)*");

  /// Whether a text is meant as an address of a cluster, right or wrong.
  public static boolean isMeant(String text) {
    return text.startsWith(PREFIX);
  }

  /// Reads an address.
  ///
  /// @throws IllegalArgumentException if it is none; the message is for people
  public static ClusterAddress parse(String text) {
    String inner = isMeant(text) ? text.substring(PREFIX.length()) : text;
    if (inner.startsWith("zk://")) {
      return ofZooKeeper(text, inner);
    }
    URI address = uri(text, inner);
    if (address.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "An address with a password in it can be read by everyone in a list of processes: put"
              + " user and password into a file, and name it with --solr-login.");
    }
    String path = address.getPath().replaceAll("/+$", "");
    int end = path.lastIndexOf('/');
    boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!web || address.getHost() == null || end < 1) {
      throw wrong(text);
    }
    String base =
        "%s://%s%s".formatted(address.getScheme(), address.getAuthority(), path.substring(0, end));
    return new ClusterAddress(
        text,
        Optional.of(URI.create(base)),
        Optional.empty(),
        collection(text, path.substring(end + 1)));
  }

  private static ClusterAddress ofZooKeeper(String text, String inner) {
    Matcher parts = ZOOKEEPER.matcher(inner);
    if (!parts.matches() || !HOSTS.matcher(parts.group(1)).matches()) {
      throw wrong(text);
    }
    return new ClusterAddress(
        text,
        Optional.empty(),
        Optional.of(parts.group(1) + parts.group(2)),
        collection(text, parts.group(3)));
  }

  private static URI uri(String text, String inner) {
    try {
      return new URI(inner);
    } catch (URISyntaxException e) {
      throw wrong(text);
    }
  }

  private static String collection(String text, String name) {
    if (!COLLECTION.matcher(name).matches()) {
      throw wrong(text);
    }
    return name;
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "'%s' is no address of a collection. Write solr:http://HOST:PORT/solr/COLLECTION or solr:zk://HOST:PORT,HOST:PORT/CHROOT/COLLECTION."
            .formatted(text));
  }

  /// The hosts with ports of ZooKeeper, as a list.
  List<String> zooKeeperHosts() {
    return zooKeeper.map(it -> List.of(it.split("/", 2)[0].split(","))).orElse(List.of());
  }

  @Override
  public String toString() {
    return written;
  }
}
