package dev.sightline.cli.library;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.UsageException;
import dev.sightline.library.exchange.LibraryExport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sightline library export DIR`
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Write the vectors and what is known of the images for other programs.")
public final class LibraryExportCommand implements Callable<Integer> {
  private static final String NPY_PARQUET = "npy-parquet";
  private static final String JSON_LINES = "jsonl";

  private final Directories directories;
  private final Console console;

  @Parameters(paramLabel = "DIR", description = "An empty folder, or one to make.")
  private Path folder = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "npy-parquet|jsonl",
      defaultValue = NPY_PARQUET,
      description =
          "npy-parquet is what clip-retrieval and autofaiss read; default: ${DEFAULT-VALUE}.")
  private String format = NPY_PARQUET;

  @Option(
      names = "--float16",
      description = "Half the size, about three digits (npy-parquet); default: float32.")
  private boolean half;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public LibraryExportCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (!format.equals(NPY_PARQUET) && !format.equals(JSON_LINES)) {
      throw new UsageException("--format is npy-parquet or jsonl, got '%s'.".formatted(format));
    }
    if (half && format.equals(JSON_LINES)) {
      throw new UsageException("--float16 belongs to npy-parquet.");
    }
    try (var library = common.openFolder(common.library(directories))) {
      if (!LibraryExport.isFree(folder)) {
        throw new UsageException(
            "%s is not an empty folder. Name one that is, or that is not there yet."
                .formatted(Console.visible(folder)));
      }
      int images =
          format.equals(JSON_LINES)
              ? LibraryExport.jsonLines(library, folder)
              : LibraryExport.npyParquet(library, folder, half);
      print(images);
      return ExitCode.OK;
    }
  }

  private void print(int images) {
    if (!common.json()) {
      console.out().printf("%,d images written to %s%n", images, Console.visible(folder));
      return;
    }
    console.printObject(
        json -> {
          json.writeNumberField("documents", images);
          json.writeStringField("path", folder.toAbsolutePath().normalize().toString());
          json.writeStringField("format", format);
        });
  }
}
