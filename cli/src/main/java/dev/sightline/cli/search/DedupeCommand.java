package dev.sightline.cli.search;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.Version;
import dev.sightline.searcher.duplicates.DuplicateRule;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sightline dedupe`
@Command(
    name = "dedupe",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "List groups of duplicates, and which file is best to keep.",
      "Deletes nothing. Kinds: identical (the same bytes), re-encoded (compressed or resized anew,"
          + " or with its edges cut off), burst (shots of one moment)."
    },
    footer = {
      "",
      "Files that the best of their group makes superfluous, one a line:",
      "  sightline dedupe --json | jq -r"
          + " '.groups[] | select(.kind != \"burst\") | .paths[1:][]'"
    })
public final class DedupeCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Option(
      names = "--threshold",
      paramLabel = "P",
      description = {
        "The least cosine of two embeddings, 0 to 1; default: 0.6. Where perceptual hashes are less"
            + " alike 0.94 is asked for all the same, and 0.85 within a burst."
      })
  private @Nullable Double threshold;

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public DedupeCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() {
    DuplicateRule rule = rule();
    try (var library = common.openLibrary(directories)) {
      var found = library.retriever().duplicates(rule);
      new DuplicatesPrinter(console, common).print(found);
      return found.groups().isEmpty() ? ExitCode.NOTHING : ExitCode.OK;
    }
  }

  private DuplicateRule rule() {
    if (threshold == null) {
      return DuplicateRule.DEFAULT;
    }
    try {
      return new DuplicateRule(threshold);
    } catch (IllegalArgumentException e) {
      throw common.wrongUse("--threshold is from 0 to 1, got %s.".formatted(threshold));
    }
  }
}
