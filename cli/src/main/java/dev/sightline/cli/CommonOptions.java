package dev.sightline.cli;

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
      paramLabel = "DIR",
      description = "The library; default: $SIGHTLINE_LIBRARY, else one in your data folder.")
  private @Nullable Path library;

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

  /// A library opened to be asked, so that nothing is written into it when that was asked for.
  SearchedLibrary openLibrary(Path folder) {
    return new LuceneLibrary(openFolder(folder));
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

  Path library(Places places) {
    return library == null ? places.defaultLibrary() : library.toAbsolutePath().normalize();
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
