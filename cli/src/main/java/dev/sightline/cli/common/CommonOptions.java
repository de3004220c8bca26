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

/// Options of every command.
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
      description = "Write nothing into the library, for example on a removable disk.")
  private boolean readOnly;

  /// Opens the library for searching. Nothing is written into it with `--read-only`.
  public SearchedLibrary openLibrary(Directories directories) {
    return opener(directories).open();
  }

  /// Where index runs find the library.
  ///
  /// @throws dev.sightline.library.LibraryException if it is in a cluster that cannot be used
  public LibraryLocation libraryLocation(Directories directories) {
    return opener(directories).location();
  }

  /// The state of the library; empty if there is none.
  ///
  /// @throws dev.sightline.library.LibraryException if there is one that cannot be used
  public Optional<LibraryState> libraryState(Directories directories) {
    return opener(directories).state();
  }

  /// The library with its model, for a process that goes on. The caller closes it.
  public Sightline sightline(Directories directories) {
    return Sightline.open(sightlineOptions(directories));
  }

  /// The library with its model, for a command that answers one query and ends.
  public Sightline sightlineForOneQuery(Directories directories) {
    var options = sightlineOptions(directories);
    return Sightline.open(options.withModelOptions(options.modelOptions().forOneQuery()));
  }

  /// A library in a folder that is not the one of the options, with its model.
  public Sightline sightline(Path folder, Directories directories) {
    return Sightline.open(
        SightlineOptions.of(folder, directories.modelFolderOptions())
            .withModel(model())
            .withModelOptions(modelOptions())
            .withReadOnly(readOnly));
  }

  /// The options of the engine, as the flags and the environment say.
  public SightlineOptions sightlineOptions(Directories directories) {
    LibraryOpener opener = opener(directories);
    return SightlineOptions.of(opener.library(), directories.modelFolderOptions(), opener.access())
        .withModel(model())
        .withModelOptions(modelOptions())
        .withReadOnly(readOnly);
  }

  /// Opens the model of a command that needs no library: the one of `--model`, else the one of the
  /// library that is named, else the default one.
  public ClipModel openModel(Directories directories) {
    return directories
        .models()
        .open(model(), libraryState(directories).map(LibraryState::model), modelOptions());
  }

  /// A malformed address is refused here, as a wrong use of the command.
  private LibraryOpener opener(Directories directories) {
    Optional<String> address = clusterText();
    if (address.isEmpty()) {
      return new LibraryOpener(
          library(directories).toString(),
          readOnly,
          RemoteAccess.anonymous(directories.clusters()));
    }
    address(address.get());
    return new LibraryOpener(address.get(), readOnly, clusters(directories).remoteAccess());
  }

  /// The collection, if the library is in a cluster.
  ///
  /// @throws UsageException if its address is malformed
  public Optional<ClusterAddress> cluster() {
    return clusterText().map(CommonOptions::address);
  }

  /// The collection of a command that needs one.
  ///
  /// @throws UsageException if the library is in a folder, or the address is malformed
  public ClusterAddress requireCluster() {
    return cluster()
        .orElseThrow(
            () -> new UsageException("Name a collection: --library solr:http://…/solr/NAME"));
  }

  /// Parses an address.
  ///
  /// @throws UsageException if it is malformed
  public static ClusterAddress address(String text) {
    try {
      return ClusterAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /// The location of the library, for people.
  public String place(Directories directories) {
    return clusterText().orElseGet(() -> library(directories).toString());
  }

  /// Opens clusters as the options and the environment say.
  public ClusterAccess clusters(Directories directories) {
    return new ClusterAccess(directories, Optional.ofNullable(solrLogin), System::getenv);
  }

  /// The address as text. Commands on folders load no class of the module `cluster`.
  private Optional<String> clusterText() {
    return Optional.ofNullable(library)
        .or(() -> Optional.ofNullable(System.getenv("SIGHTLINE_LIBRARY")))
        .filter(it -> it.startsWith("solr:"));
  }

  /// Opens a library in a folder, for operations that only such a library has.
  public LibraryReader openFolder(Path folder) {
    return readOnly ? LibraryReader.openReadOnly(folder) : LibraryReader.open(folder);
  }

  /// Whether nothing may be written into the library.
  public boolean readOnly() {
    return readOnly;
  }

  /// Refuses a command that writes if nothing may be written.
  public void requireWriting(String name) {
    if (readOnly) {
      throw new UsageException(
          "'%s' writes into the library, which --read-only forbids.".formatted(name));
    }
  }

  /// Whether JSON is wanted.
  public boolean json() {
    return json;
  }

  /// Whether no progress and no notes are wanted.
  public boolean quiet() {
    return quiet;
  }

  /// Whether stack traces are wanted.
  public boolean debug() {
    return debug;
  }

  /// The folder of the library.
  ///
  /// @throws UsageException if it is in a cluster
  public Path library(Directories directories) {
    if (clusterText().isPresent()) {
      throw new UsageException(
          "This works on a library in a folder, and %s is in a cluster. Copy a part of it here with: sightline library pull"
              .formatted(clusterText().get()));
    }
    return library == null
        ? directories.defaultLibrary()
        : Path.of(library).toAbsolutePath().normalize();
  }

  /// The model of `--model`; empty if none is named.
  public Optional<String> model() {
    return Optional.ofNullable(model);
  }

  /// Precision, device and threads, as the options say.
  ///
  /// @throws UsageException if one of them is not valid
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

  /// Makes the exception for a wrong use of the command that these options belong to.
  public ParameterException wrongUse(String message) {
    if (command == null) {
      throw new IllegalStateException("options outside a command");
    }
    return new ParameterException(command.commandLine(), message);
  }
}
