package dev.sightline.cli;

import dev.sightline.cli.cluster.ClusterCreateCommand;
import dev.sightline.cli.cluster.ClusterInfoCommand;
import dev.sightline.cli.cluster.LibraryPullCommand;
import dev.sightline.cli.cluster.LibraryPushCommand;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.UsageException;
import dev.sightline.cli.common.Version;
import dev.sightline.cli.doctor.DoctorCommand;
import dev.sightline.cli.eval.EvalAnnCommand;
import dev.sightline.cli.eval.EvalCalibrateCommand;
import dev.sightline.cli.eval.EvalFewShotCommand;
import dev.sightline.cli.eval.EvalLinearProbeCommand;
import dev.sightline.cli.eval.EvalProbesCommand;
import dev.sightline.cli.eval.EvalRetrievalCommand;
import dev.sightline.cli.eval.EvalRobustnessCommand;
import dev.sightline.cli.eval.EvalZeroShotCommand;
import dev.sightline.cli.index.EmbedCommand;
import dev.sightline.cli.index.IndexCommand;
import dev.sightline.cli.labels.ConceptAddCommand;
import dev.sightline.cli.labels.ConceptListCommand;
import dev.sightline.cli.labels.ConceptRemoveCommand;
import dev.sightline.cli.labels.ConceptShowCommand;
import dev.sightline.cli.labels.LabelListCommand;
import dev.sightline.cli.labels.LabelRemoveCommand;
import dev.sightline.cli.labels.LabelSetCommand;
import dev.sightline.cli.labels.LabelShowCommand;
import dev.sightline.cli.library.LibraryCompactCommand;
import dev.sightline.cli.library.LibraryDeleteCommand;
import dev.sightline.cli.library.LibraryExportCommand;
import dev.sightline.cli.library.LibraryForgetCommand;
import dev.sightline.cli.library.LibraryImportCommand;
import dev.sightline.cli.library.LibraryInfoCommand;
import dev.sightline.cli.library.LibraryMergeCommand;
import dev.sightline.cli.library.LibraryMoveRootCommand;
import dev.sightline.cli.library.LibraryReembedCommand;
import dev.sightline.cli.library.LibrarySkippedCommand;
import dev.sightline.cli.library.LibraryVerifyCommand;
import dev.sightline.cli.models.AdaptCommand;
import dev.sightline.cli.models.ModelsAddCommand;
import dev.sightline.cli.models.ModelsInfoCommand;
import dev.sightline.cli.models.ModelsListCommand;
import dev.sightline.cli.models.ModelsPullCommand;
import dev.sightline.cli.models.ModelsRemoveCommand;
import dev.sightline.cli.models.ModelsUseCommand;
import dev.sightline.cli.models.ModelsVerifyCommand;
import dev.sightline.cli.search.ClassifyCommand;
import dev.sightline.cli.search.CompletionCommand;
import dev.sightline.cli.search.DedupeCommand;
import dev.sightline.cli.search.SearchCommand;
import dev.sightline.cli.search.SimilarCommand;
import dev.sightline.cli.search.WhyCommand;
import dev.sightline.cli.serve.ServeCommand;
import dev.sightline.models.store.catalogue.Catalogue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The tree of all commands, wired by hand.
final class Commands {
  /// Makes the whole tree.
  private static final String COMPLETION = "completion";

  private final Directories directories;
  private final Console console;

  Commands(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  /// The root of the tree.
  @Command(
      name = "sightline",
      mixinStandardHelpOptions = true,
      version = Version.TEXT,
      description = "Finds your photos by what they show, offline.",
      footer = {
        "",
        "First steps:",
        "  sightline demo",
        "  sightline index ~/Pictures",
        "  sightline search a dog on the beach"
      })
  static final class Top implements Runnable {
    @Override
    public void run() {
      throw new UsageException("Name a command. See: sightline --help");
    }
  }

  /// Makes the part of the tree that is needed, because reading the annotations of all commands
  /// takes longer than a search.
  ///
  /// @param arguments as typed; if the first one names a command or a group, only that one is in
  ///     the tree
  CommandLine commandLine(List<String> arguments) {
    var line = new CommandLine(new Top());
    Map<String, Supplier<Object>> all = byName();
    String first = arguments.isEmpty() ? "" : arguments.getFirst();
    boolean alone = all.containsKey(first) && !first.equals(COMPLETION);
    all.forEach(
        (name, command) -> {
          if (!alone || name.equals(first)) {
            line.addSubcommand(name, command.get());
          }
        });
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }

  /// Factories of commands and groups, in the order of the help.
  private Map<String, Supplier<Object>> byName() {
    var all = new LinkedHashMap<String, Supplier<Object>>();
    all.put("demo", () -> new DemoCommand(directories, console));
    all.put("index", () -> new IndexCommand(directories, console));
    all.put("search", () -> new SearchCommand(directories, console));
    all.put("similar", () -> new SimilarCommand(directories, console));
    all.put("why", () -> new WhyCommand(directories, console));
    all.put("dedupe", () -> new DedupeCommand(directories, console));
    all.put("embed", () -> new EmbedCommand(directories, console));
    all.put("classify", () -> new ClassifyCommand(directories, console));
    all.put("adapt", () -> new AdaptCommand(directories, console));
    all.put("serve", () -> new ServeCommand(directories, console));
    all.put("doctor", () -> new DoctorCommand(directories, console));
    all.put(COMPLETION, () -> new CompletionCommand(console));
    all.put(
        "label",
        () ->
            CommandGroup.of(
                "label",
                "Manage the label sets of the library.",
                new LabelSetCommand(directories, console),
                new LabelListCommand(directories, console),
                new LabelShowCommand(directories, console),
                new LabelRemoveCommand(directories, console)));
    all.put(
        "concept",
        () ->
            CommandGroup.of(
                "concept",
                "Teach the library what a few examples show.",
                new ConceptAddCommand(directories, console),
                new ConceptListCommand(directories, console),
                new ConceptShowCommand(directories, console),
                new ConceptRemoveCommand(directories, console)));
    all.put(
        "eval",
        () ->
            CommandGroup.of(
                "eval",
                "Measure quality.",
                new EvalRetrievalCommand(directories, console),
                new EvalZeroShotCommand(directories, console),
                new EvalLinearProbeCommand(directories, console),
                new EvalFewShotCommand(directories, console),
                new EvalRobustnessCommand(directories, console),
                new EvalProbesCommand(directories, console),
                new EvalAnnCommand(directories, console),
                new EvalCalibrateCommand(directories, console)));
    all.put(
        "models",
        () ->
            CommandGroup.of(
                "models",
                "Look after models.",
                new ModelsListCommand(directories, console, Catalogue::builtIn),
                new ModelsInfoCommand(directories, console, Catalogue::builtIn),
                new ModelsPullCommand(directories, console, Catalogue::builtIn),
                new ModelsAddCommand(directories, console, Catalogue::builtIn),
                new ModelsUseCommand(directories, console),
                new ModelsVerifyCommand(directories, console, Catalogue::builtIn),
                new ModelsRemoveCommand(directories, console)));
    all.put(
        "library",
        () ->
            CommandGroup.of(
                "library",
                "Look after the library.",
                new LibraryInfoCommand(directories, console),
                new LibrarySkippedCommand(directories, console),
                new LibraryVerifyCommand(directories, console),
                new LibraryCompactCommand(directories, console),
                new LibraryForgetCommand(directories, console),
                new LibraryMoveRootCommand(directories, console),
                new LibraryReembedCommand(directories, console),
                new LibraryMergeCommand(console),
                new LibraryExportCommand(directories, console),
                new LibraryImportCommand(directories, console),
                new LibraryPushCommand(directories, console),
                new LibraryPullCommand(directories, console),
                new LibraryDeleteCommand(directories, console)));
    all.put(
        "cluster",
        () ->
            CommandGroup.of(
                "cluster",
                "Manage libraries in a SolrCloud.",
                new ClusterCreateCommand(directories, console),
                new ClusterInfoCommand(directories, console)));
    return all;
  }
}
