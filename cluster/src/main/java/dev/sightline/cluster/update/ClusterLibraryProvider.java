package dev.sightline.cluster.update;

import dev.sightline.cluster.ClusterLibrary;
import dev.sightline.cluster.connection.ClusterAddress;
import dev.sightline.cluster.connection.ClusterSettings;
import dev.sightline.library.LibraryLocation;
import dev.sightline.searcher.retrieval.LibraryProvider;
import dev.sightline.searcher.retrieval.RemoteAccess;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import java.nio.file.Path;

/// Opens collections of a SolrCloud by addresses that start with `solr:`.
public final class ClusterLibraryProvider implements LibraryProvider {
  private static final String SCHEME = "solr:";

  @Override
  public boolean accepts(String address) {
    return address.startsWith(SCHEME);
  }

  @Override
  public SearchedLibrary open(String address, RemoteAccess access, boolean readOnly) {
    return library(address, access, readOnly);
  }

  @Override
  public LibraryLocation location(String address, RemoteAccess access, boolean readOnly) {
    return new ClusterLocation(library(address, access, readOnly));
  }

  private static ClusterLibrary library(String text, RemoteAccess access, boolean readOnly) {
    ClusterAddress address = ClusterAddress.parse(text);
    return ClusterLibrary.open(
        address, settings(access), localFolder(address, access.localFolder()), readOnly);
  }

  /// The folder of this machine that belongs to a collection.
  ///
  /// @param parent the folder of all remote libraries
  public static Path localFolder(ClusterAddress address, Path parent) {
    return parent.resolve(address.written().replaceAll("[^A-Za-z0-9.-]+", "_"));
  }

  private static ClusterSettings settings(RemoteAccess access) {
    ClusterSettings settings = ClusterSettings.USUAL;
    if (access.login().isPresent()) {
      var login = access.login().get();
      settings = settings.with(new ClusterSettings.Login(login.user(), login.password()));
    }
    return access.tls().isPresent() ? settings.with(access.tls().get()) : settings;
  }
}
