package dev.sightline.cluster;

import dev.sightline.library.LibraryReader;
import dev.sightline.searcher.LibraryContents;
import dev.sightline.searcher.SearchedLibrary;
import dev.sightline.searcher.SearchedLibraryContract;
import java.nio.file.Path;

/// A library in a cluster of two nodes, two shards and two replicas keeps the contract.
class ClusterContractTest extends SearchedLibraryContract {
  @Override
  protected SearchedLibrary fill(LibraryContents contents, Path scratch) {
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
