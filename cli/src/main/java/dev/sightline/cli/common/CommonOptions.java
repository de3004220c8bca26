package dev.sightline.cli.common;

import dev.sightline.cluster.connection.ClusterAddress;
import dev.sightline.engine.LibraryOpener;
import dev.sightline.engine.Sightline;
import dev.sightline.engine.SightlineOptions;
import dev.sightline.library.LibraryLocation;
import dev.sightline.library.LibraryState;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.models.ClipModel;
import dev.sightline.models.layout.Variant;
import dev.sightline.models.onnx.Device;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.searcher.retrieval.RemoteAccess;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What every command takes.
public final class CommonOptions {
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

  /// Opens the library for searching. Nothing is written into it with `--read-only`.
  public SearchedLibrary openLibrary(Directories places) {
    return opener(places).open();
  }

  /// Where index runs find the library.
  ///
  /// @throws dev.sightline.library.LibraryException if it is in a cluster that cannot be used
  public LibraryLocation libraryPlace(Directories places) {
    return opener(places).location();
  }

  /// The state of the library; empty if there is none.
  ///
  /// @throws dev.sightline.library.LibraryException if there is one that cannot be used
  public Optional<LibraryState> libraryState(Directories places) {
    return opener(places).state();
  }

  /// The library with its model, for a process that goes on. The caller closes it.
  public Sightline sightline(Directories places) {
    return Sightline.open(sightlineOptions(places));
  }

  /// The library with its model, for a command that answers one query and ends.
  public Sightline sightlineForOneQuery(Directories places) {
    var options = sightlineOptions(places);
    return Sightline.open(options.withModelOptions(options.modelOptions().forOneQuestion()));
  }

  /// A library in a folder that is not the one of the options, with its model.
  public Sightline sightline(Path folder, Directories places) {
    return Sightline.open(
        SightlineOptions.of(folder, places.modelFolderOptions())
            .withModel(model())
            .withModelOptions(modelOptions())
            .withReadOnly(readOnly));
  }

  /// The options of the engine, as the flags and the environment say.
  public SightlineOptions sightlineOptions(Directories places) {
    LibraryOpener opener = opener(places);
    return SightlineOptions.of(opener.library(), places.modelFolderOptions(), opener.access())
        .withModel(model())
        .withModelOptions(modelOptions())
        .withReadOnly(readOnly);
  }

  /// Opens the model of a command that needs no library: the one of `--model`, else the one of the
  /// library that is named, else the default one.
  public ClipModel openModel(Directories places) {
    return places
        .models()
        .open(model(), libraryState(places).map(LibraryState::model), modelOptions());
  }

  /// A malformed address is refused here, as a wrong use of the command.
  private LibraryOpener opener(Directories places) {
    Optional<String> address = clusterText();
    if (address.isEmpty()) {
      return new LibraryOpener(
          library(places).toString(), readOnly, RemoteAccess.anonymous(places.clusters()));
    }
    address(address.get());
    return new LibraryOpener(address.get(), readOnly, clusters(places).remoteAccess());
  }

  /// The collection that is meant, when the library is in a cluster.
  ///
  /// @throws UsageException if that is no address of one
  public Optional<ClusterAddress> cluster() {
    return clusterText().map(CommonOptions::address);
  }

  /// The collection that has to be meant.
  ///
  /// @throws UsageException if the library is in a folder, or the address is none
  public ClusterAddress requireCluster() {
    return cluster()
        .orElseThrow(
            () -> new UsageException("Name a collection: --library solr:http://…/solr/NAME"));
  }

  /// An address that was written.
  ///
  /// @throws UsageException if it is none
  public static ClusterAddress address(String text) {
    try {
      return ClusterAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /// Where the library is, for people.
  public String place(Directories places) {
    return clusterText().orElseGet(() -> library(places).toString());
  }

  /// What opens clusters, as the options and the environment say.
  public ClusterAccess clusters(Directories places) {
    return new ClusterAccess(places, Optional.ofNullable(solrLogin), System::getenv);
  }

  /// Looked at as text, so that most commands load nothing of clusters.
  private Optional<String> clusterText() {
    return Optional.ofNullable(library)
        .or(() -> Optional.ofNullable(System.getenv("SIGHTLINE_LIBRARY")))
        .filter(it -> it.startsWith("solr:"));
  }

  /// The same for what only a library in a folder can do.
  public LibraryReader openFolder(Path folder) {
    return readOnly ? LibraryReader.openReadOnly(folder) : LibraryReader.open(folder);
  }

  /// Whether nothing shall be written into the library.
  public boolean readOnly() {
    return readOnly;
  }

  /// Refuses a command that writes when nothing shall be written.
  public void requireWriting(String name) {
    if (readOnly) {
      throw new UsageException(
          "'%s' writes into the library, which --read-only forbids.".formatted(name));
    }
  }

  public boolean json() {
    return json;
  }

  public boolean quiet() {
    return quiet;
  }

  public boolean debug() {
    return debug;
  }

  /// The folder of the library.
  ///
  /// @throws UsageException if it is in a cluster
  public Path library(Directories places) {
    if (clusterText().isPresent()) {
      throw new UsageException(
          "This works on a library in a folder, and %s is in a cluster. Bring a part of it here with: sightline library pull"
              .formatted(clusterText().get()));
    }
    return library == null
        ? places.defaultLibrary()
        : Path.of(library).toAbsolutePath().normalize();
  }

  public Optional<String> model() {
    return Optional.ofNullable(model);
  }

  public ModelOptions modelOptions() {
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
  public ParameterException wrongUse(String message) {
    if (command == null) {
      throw new IllegalStateException("options outside a command");
    }
    return new ParameterException(command.commandLine(), message);
  }
}
