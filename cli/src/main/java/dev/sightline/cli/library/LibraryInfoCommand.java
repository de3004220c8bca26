package dev.sightline.cli.library;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.LibraryState;
import java.nio.file.Files;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `sightline library info`
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    description = "Show what is in the library.")
public final class LibraryInfoCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public LibraryInfoCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() {
    try (var reader = common.openLibrary(directories)) {
      LibraryState state = reader.state();
      var index = reader.statistics();
      int skipped = reader.quarantined().size();
      if (common.json()) {
        console.printObject(
            json -> {
              json.writeNumberField("documents", reader.size());
              json.writeStringField("model", state.model().name());
              json.writeNumberField("dim", state.model().dimension());
              json.writeStringField("vectors", state.vectors().text());
              json.writeArrayFieldStart("models");
              for (LibraryModel model : state.models()) {
                json.writeStartObject();
                json.writeStringField("name", model.name());
                json.writeStringField("fingerprint", model.imageFingerprint());
                json.writeNumberField("dim", model.dimension());
                json.writeNumberField("documents", reader.sizeOf(model.imageFingerprint()));
                json.writeEndObject();
              }
              json.writeEndArray();
              json.writeBooleanField("captions", state.captions());
              json.writeArrayFieldStart("roots");
              for (var root : state.roots()) {
                json.writeStartObject();
                json.writeStringField("path", root.folder().toString());
                json.writeArrayFieldStart("excludes");
                for (String exclude : root.excludes()) {
                  json.writeString(exclude);
                }
                json.writeEndArray();
                json.writeBooleanField("missing", isMissing(root));
                json.writeEndObject();
              }
              json.writeEndArray();
              json.writeNumberField("bytes", index.bytes());
              json.writeNumberField("segments", index.segments());
              json.writeNumberField("deleted", index.deleted());
              json.writeNumberField("skipped", skipped);
              if (state.lastRunMillis().isPresent()) {
                json.writeStringField(
                    "lastRun", Instant.ofEpochMilli(state.lastRunMillis().getAsLong()).toString());
              } else {
                json.writeNullField("lastRun");
              }
            });
        return ExitCode.OK;
      }
      console
          .out()
          .printf(
              """
              folder     %s
              images     %,d
              model      %s (%d dimensions, kept as %s)
              size       %,d bytes in %d segments, %,d deleted documents (%d %%)
              skipped    %,d files
              last run   %s
              """,
              Console.visible(reader.place()),
              reader.size(),
              state.model().name(),
              state.model().dimension(),
              state.vectors().text(),
              index.bytes(),
              index.segments(),
              index.deleted(),
              100L * index.deleted() / Math.max(1, reader.size() + skipped + index.deleted()),
              skipped,
              state.lastRunMillis().isPresent()
                  ? Instant.ofEpochMilli(state.lastRunMillis().getAsLong())
                  : "never finished");
      for (LibraryModel other : state.otherModels()) {
        console
            .out()
            .printf(
                "also       %s (%d dimensions), vectors of %,d images%n",
                other.name(), other.dimension(), reader.sizeOf(other.imageFingerprint()));
      }
      if (!state.captions()) {
        console.out().println("captions   left out (index --captions takes them in)");
      }
      for (LibraryRoot root : state.roots()) {
        String note = isMissing(root) ? "  (not there; its images stay)" : "";
        console.out().println("root       " + Console.visible(root.folder()) + note);
      }
      return ExitCode.OK;
    }
  }

  private static boolean isMissing(LibraryRoot root) {
    return !Files.isDirectory(root.folder());
  }
}
