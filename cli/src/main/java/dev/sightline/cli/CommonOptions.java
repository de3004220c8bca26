package dev.sightline.cli;

import dev.sightline.cluster.ClusterAddress;
import dev.sightline.cluster.ClusterPlace;
import dev.sightline.library.FolderPlace;
import dev.sightline.library.LibraryPlace;
import dev.sightline.library.LibraryReader;
import dev.sightline.models.Device;
import dev.sightline.models.ModelOptions;
import dev.sightline.models.Variant;
import dev.sightline.searcher.LuceneLibrary;
import dev.sightline.searcher.SearchedLibrary;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What every command takes.
final class CommonOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--library",
      paramLabel = "DIR|solr:ADDRESS",
      description =
          "The library: a folder, or a collection in a cluster (solr:http://HOST:PORT/solr/NAME,"
              + " solr:zk://HOST:PORT/NAME); default: $SIGHTLINE_LIBRARY, else one in your data"
              + " folder.")
  private @Nullable String library;

  @Option(
      names = "--solr-login",
      paramLabel = "FILE",
      description =
          "A file whose first line is USER:PASSWORD for the cluster; or the variable"
              + " SIGHTLINE_SOLR_LOGIN holds them.")
  private @Nullable Path solrLogin;

  @Option(
      names = "--model",
      paramLabel = "NAME|DIR",
      description =
          "The model; default: the library's own, else that of `models use`, else the bundled one.")
  private @Nullable String model;

  @Option(
      names = "--variant",
      paramLabel = "fp32|fp16|int8",
      defaultValue = "fp32",
      description = "Precision of the model's files; default: ${DEFAULT-VALUE}.")
  private String variant = "fp32";

  @Option(names = "--json", description = "Print JSON for programs.")
  private boolean json;

  @Option(names = "--quiet", description = "Print no progress and no notes.")
  private boolean quiet;

  @Option(names = "--debug", description = "Print stack traces of errors.")
  private boolean debug;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|cuda",
      defaultValue = "auto",
      description = "Where the model runs; default: ${DEFAULT-VALUE}.")
  private String device = "auto";

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads of the model; default: one a core.")
  private int threads;

  @Option(
      names = "--read-only",
      description = "Write nothing into the library: for one on a carried disk.")
  private boolean readOnly;

  /// The library opened to be asked, so that nothing is written into it when that was asked for.
  SearchedLibrary openLibrary(Places places) {
    Optional<String> cluster = clusterText();
    return cluster.isPresent()
        ? clusters(places).open(address(cluster.get()), readOnly)
        : openLibrary(library(places));
  }

  /// Where the library is, for indexing into it.
  ///
  /// @throws dev.sightline.library.LibraryException if it is in a cluster that cannot be used
  LibraryPlace libraryPlace(Places places) {
    Optional<ClusterAddress> cluster = cluster();
    return cluster.isPresent()
        ? new ClusterPlace(clusters(places).open(cluster.get(), readOnly))
        : new FolderPlace(library(places));
  }

  /// The same for a library in a folder that is not the one of the options.
  SearchedLibrary openLibrary(Path folder) {
    return new LuceneLibrary(openFolder(folder));
  }

  /// The collection that is meant, when the library is in a cluster.
  ///
  /// @throws UsageException if that is no address of one
  Optional<ClusterAddress> cluster() {
    return clusterText().map(CommonOptions::address);
  }

  /// The collection that has to be meant.
  ///
  /// @throws UsageException if the library is in a folder, or the address is none
  ClusterAddress requireCluster() {
    return cluster()
        .orElseThrow(
            () -> new UsageException("Name a collection: --library solr:http://…/solr/NAME"));
  }

  /// An address that was written.
  ///
  /// @throws UsageException if it is none
  static ClusterAddress address(String text) {
    try {
      return ClusterAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /// Where the library is, for people.
  String place(Places places) {
    return clusterText().orElseGet(() -> library(places).toString());
  }

  /// What opens clusters, as the options and the environment say.
  ClusterAccess clusters(Places places) {
    return new ClusterAccess(places, Optional.ofNullable(solrLogin), System::getenv);
  }

  /// Looked at as text, so that most commands load nothing of clusters.
  private Optional<String> clusterText() {
    return Optional.ofNullable(library)
        .or(() -> Optional.ofNullable(System.getenv("SIGHTLINE_LIBRARY")))
        .filter(it -> it.startsWith("solr:"));
  }

  /// The same for what only a library in a folder can do.
  LibraryReader openFolder(Path folder) {
    return readOnly ? LibraryReader.openReadOnly(folder) : LibraryReader.open(folder);
  }

  /// Whether nothing shall be written into the library.
  boolean readOnly() {
    return readOnly;
  }

  /// Refuses a command that writes when nothing shall be written.
  void requireWriting(String name) {
    if (readOnly) {
      throw new UsageException(
          "'%s' writes into the library, which --read-only forbids.".formatted(name));
    }
  }

  boolean json() {
    return json;
  }

  boolean quiet() {
    return quiet;
  }

  boolean debug() {
    return debug;
  }

  /// The folder of the library.
  ///
  /// @throws UsageException if it is in a cluster
  Path library(Places places) {
    if (clusterText().isPresent()) {
      throw new UsageException(
          "This works on a library in a folder, and %s is in a cluster. Bring a part of it here with: sightline library pull"
              .formatted(clusterText().get()));
    }
    return library == null
        ? places.defaultLibrary()
        : Path.of(library).toAbsolutePath().normalize();
  }

  Optional<String> model() {
    return Optional.ofNullable(model);
  }

  ModelOptions modelOptions() {
    try {
      if (threads < 0) {
        throw new IllegalArgumentException("--threads must be at least 1, got " + threads);
      }
      return new ModelOptions(Variant.of(variant), device(), threads);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage() + ".");
    }
  }

  private Device device() {
    try {
      return Device.valueOf(device.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "no device '%s': choose auto, cpu or cuda".formatted(device), e);
    }
  }

  /// A wrong use of the command that these options belong to.
  ParameterException wrongUse(String message) {
    if (command == null) {
      throw new IllegalStateException("options outside a command");
    }
    return new ParameterException(command.commandLine(), message);
  }
}
