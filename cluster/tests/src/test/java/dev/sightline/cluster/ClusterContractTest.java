package dev.sightline.cluster;

import dev.sightline.cluster.connection.ClusterAddress;
import dev.sightline.cluster.connection.ClusterSettings;
import dev.sightline.cluster.update.ClusterPush;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.searcher.LibraryContents;
import dev.sightline.searcher.ranking.SearchedLibraryContract;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import java.nio.file.Path;

/// A library in a cluster of two nodes, two shards and two replicas keeps the contract.
class ClusterContractTest extends SearchedLibraryContract {
  @Override
  public SearchedLibrary fill(LibraryContents contents, Path scratch) {
    ClusterAddress address = RunningCluster.shared().addressOf("contract");
    ClusterCreation.create(
        address, ClusterSettings.USUAL, new ClusterCreation.Plan(contents.model(), 2, 2));
    contents.writeTo(scratch.resolve("local")).close();
    var library =
        ClusterLibrary.open(address, ClusterSettings.USUAL, scratch.resolve("learned"), false);
    try (var local = LibraryReader.open(scratch.resolve("local"))) {
      new ClusterPush(library, 2).push(local, _ -> {});
    }
    return library;
  }
}
