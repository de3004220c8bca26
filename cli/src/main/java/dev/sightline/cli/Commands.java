package dev.sightline.cli;

import dev.sightline.models.store.Catalogue;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// All commands, wired by hand.
final class Commands {
  private final Places places;
  private final Console console;

  Commands(Places places, Console console) {
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

  CommandLine commandLine() {
    var line = new CommandLine(new Top());
    line.addSubcommand(new DemoCommand(places, console));
    line.addSubcommand(new IndexCommand(places, console));
    line.addSubcommand(new SearchCommand(places, console));
    line.addSubcommand(new SimilarCommand(places, console));
    line.addSubcommand(new WhyCommand(places, console));
    line.addSubcommand(new DedupeCommand(places, console));
    line.addSubcommand(new EmbedCommand(places, console));
    line.addSubcommand(new ClassifyCommand(places, console));
    line.addSubcommand(new AdaptCommand(places, console));
    line.addSubcommand(new ServeCommand(places, console));
    line.addSubcommand(new DoctorCommand(places, console));
    line.addSubcommand(new CompletionCommand(console));
    line.addSubcommand(
        CommandGroup.of(
            "label",
            "Look after the vocabularies of the library.",
            new LabelSetCommand(places, console),
            new LabelListCommand(places, console),
            new LabelShowCommand(places, console),
            new LabelRemoveCommand(places, console)));
    line.addSubcommand(
        CommandGroup.of(
            "concept",
            "Teach the library what a few examples show.",
            new ConceptAddCommand(places, console),
            new ConceptListCommand(places, console),
            new ConceptShowCommand(places, console),
            new ConceptRemoveCommand(places, console)));
    line.addSubcommand(
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
    line.addSubcommand(
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
    line.addSubcommand(
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
    line.addSubcommand(
        CommandGroup.of(
            "cluster",
            "Look after libraries in a SolrCloud.",
            new ClusterCreateCommand(places, console),
            new ClusterInfoCommand(places, console)));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }
}
