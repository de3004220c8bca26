package dev.sightline.cluster.connection;

import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryException.Reason;
import java.util.Collection;
import javax.net.ssl.SSLException;
import org.apache.solr.common.SolrException;

/// Says in plain words what a cluster refused, and what to do.
public final class ClusterFailure {
  private ClusterFailure() {}

  /// What a node refused.
  public static LibraryException of(SolrException failure, ClusterAddress address) {
    return switch (failure.code()) {
      case 401 ->
          LibraryException.elsewhere(
              Reason.UNREACHABLE,
              "The cluster at %s wants to know who you are: put user and password into a file and name it with --solr-login, or set SIGHTLINE_SOLR_LOGIN."
                  .formatted(address),
              failure);
      case 403 ->
          LibraryException.elsewhere(
              Reason.UNREACHABLE,
              "The cluster does not allow this user to do that with %s. Ask whoever looks after it for the permission."
                  .formatted(address),
              failure);
      case 404 -> absent(address, failure);
      default ->
          String.valueOf(failure.getMessage()).contains("Could not find collection")
                  || String.valueOf(failure.getMessage()).contains("Collection not found")
              ? absent(address, failure)
              : LibraryException.elsewhere(
                  Reason.DAMAGED,
                  "The cluster could not do that with %s: %s (HTTP %d). Its own log says more."
                      .formatted(address, failure.getMessage(), failure.code()),
                  failure);
    };
  }

  private static LibraryException absent(ClusterAddress address, SolrException failure) {
    return LibraryException.elsewhere(
        Reason.ABSENT,
        "There is no collection '%s' in the cluster at %s. Make it with: sightline cluster create %s"
            .formatted(address.collection(), address, address),
        failure);
  }

  /// Nothing answered.
  ///
  /// @param tried addresses of nodes
  static LibraryException noAnswer(
      Exception last, ClusterAddress address, Collection<String> tried) {
    Throwable root = last;
    boolean tls = root instanceof SSLException;
    while (root.getCause() != null) {
      root = root.getCause();
      tls |= root instanceof SSLException;
    }
    String advice =
        tls
            ? "If their certificates are your own, name a file of them (PEM) with"
                + " SIGHTLINE_SOLR_CERTIFICATES."
            : "Look whether they run and can be reached from here.";
    return LibraryException.elsewhere(
        Reason.UNREACHABLE,
        "No node of the cluster at %s answers; tried %s (%s: %s). %s"
            .formatted(
                address,
                String.join(", ", tried),
                root.getClass().getSimpleName(),
                root.getMessage(),
                advice),
        last);
  }
}
