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

/// All commands, wired by hand.
final class Commands {
  /// Completes all of them.
  private static final String COMPLETION = "completion";

  private final Directories places;
  private final Console console;

  Commands(Directories places, Console console) {
    this.places = places;
    this.console = console;
  }

  /// The top of the tree.
  @Command(
      name = "sightline",
      mixinStandardHelpOptions = true,
      version = Version.TEXT,
      description = "Finds your photos by what is in them, offline.",
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
      throw new UsageException("Which command? See: sightline --help");
    }
  }

  /// The tree of commands, as far as it is needed: to read the annotations of all of them takes
  /// longer than a search.
  ///
  /// @param arguments as they were typed; when they begin with a command, only that one, or the
  ///     group of this name, is in the tree
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

  /// What makes each command and group of commands, in the order of the help.
  private Map<String, Supplier<Object>> byName() {
    var all = new LinkedHashMap<String, Supplier<Object>>();
    all.put("demo", () -> new DemoCommand(places, console));
    all.put("index", () -> new IndexCommand(places, console));
    all.put("search", () -> new SearchCommand(places, console));
    all.put("similar", () -> new SimilarCommand(places, console));
    all.put("why", () -> new WhyCommand(places, console));
    all.put("dedupe", () -> new DedupeCommand(places, console));
    all.put("embed", () -> new EmbedCommand(places, console));
    all.put("classify", () -> new ClassifyCommand(places, console));
    all.put("adapt", () -> new AdaptCommand(places, console));
    all.put("serve", () -> new ServeCommand(places, console));
    all.put("doctor", () -> new DoctorCommand(places, console));
    all.put(COMPLETION, () -> new CompletionCommand(console));
    all.put(
        "label",
        () ->
            CommandGroup.of(
                "label",
                "Look after the vocabularies of the library.",
                new LabelSetCommand(places, console),
                new LabelListCommand(places, console),
                new LabelShowCommand(places, console),
                new LabelRemoveCommand(places, console)));
    all.put(
        "concept",
        () ->
            CommandGroup.of(
                "concept",
                "Teach the library what a few examples show.",
                new ConceptAddCommand(places, console),
                new ConceptListCommand(places, console),
                new ConceptShowCommand(places, console),
                new ConceptRemoveCommand(places, console)));
    all.put(
        "eval",
        () ->
            CommandGroup.of(
                "eval",
                "Measure quality.",
                new EvalRetrievalCommand(places, console),
                new EvalZeroShotCommand(places, console),
                new EvalLinearProbeCommand(places, console),
                new EvalFewShotCommand(places, console),
                new EvalRobustnessCommand(places, console),
                new EvalProbesCommand(places, console),
                new EvalAnnCommand(places, console),
                new EvalCalibrateCommand(places, console)));
    all.put(
        "models",
        () ->
            CommandGroup.of(
                "models",
                "Look after models.",
                new ModelsListCommand(places, console, Catalogue::builtIn),
                new ModelsInfoCommand(places, console, Catalogue::builtIn),
                new ModelsPullCommand(places, console, Catalogue::builtIn),
                new ModelsAddCommand(places, console, Catalogue::builtIn),
                new ModelsUseCommand(places, console),
                new ModelsVerifyCommand(places, console, Catalogue::builtIn),
                new ModelsRemoveCommand(places, console)));
    all.put(
        "library",
        () ->
            CommandGroup.of(
                "library",
                "Look after the library.",
                new LibraryInfoCommand(places, console),
                new LibrarySkippedCommand(places, console),
                new LibraryVerifyCommand(places, console),
                new LibraryCompactCommand(places, console),
                new LibraryForgetCommand(places, console),
                new LibraryMoveRootCommand(places, console),
                new LibraryReembedCommand(places, console),
                new LibraryMergeCommand(console),
                new LibraryExportCommand(places, console),
                new LibraryImportCommand(places, console),
                new LibraryPushCommand(places, console),
                new LibraryPullCommand(places, console),
                new LibraryDeleteCommand(places, console)));
    all.put(
        "cluster",
        () ->
            CommandGroup.of(
                "cluster",
                "Look after libraries in a SolrCloud.",
                new ClusterCreateCommand(places, console),
                new ClusterInfoCommand(places, console)));
    return all;
  }
}
