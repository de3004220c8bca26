package dev.sightline.cli.index;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.ImageLimitOption;
import dev.sightline.cli.common.ModelNote;
import dev.sightline.cli.common.UsageException;
import dev.sightline.cli.common.VectorsOption;
import dev.sightline.cli.common.Version;
import dev.sightline.cli.terminal.HeapTrim;
import dev.sightline.cli.terminal.LowPriority;
import dev.sightline.cli.terminal.ProgressDisplay;
import dev.sightline.cli.terminal.StopOnInterrupt;
import dev.sightline.engine.Sightline;
import dev.sightline.engine.SightlineOptions;
import dev.sightline.indexer.Indexer;
import dev.sightline.indexer.pipeline.LoadThrottle;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.indexer.watch.LibraryWatch;
import dev.sightline.library.LibraryLocation;
import dev.sightline.library.LibraryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sightline index [DIR…]`
@Command(
    name = "index",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description =
        "Add folders and make the library true to all its folders; without DIR, refresh all.")
public final class IndexCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Parameters(arity = "0..*", paramLabel = "DIR", description = "Folders of photos to add.")
  private List<Path> folders = List.of();

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description =
          "Exclude files and folders of this name, or of this path if it contains a slash;"
              + " repeatable.")
  private List<String> excludes = List.of();

  @Option(
      names = "--all-folders",
      negatable = true,
      description =
          "Enter folders that other programs keep for themselves too: previews, trash, snapshots;"
              + " remembered for the folder it is given with.")
  private @Nullable Boolean allFolders;

  @Option(
      names = "--prune",
      description =
          "Remove photos that are gone, however many. Without it, at least 5 that are more than a"
              + " quarter of a folder are removed only when the next run finds the same.")
  private boolean prune;

  @Option(
      names = "--retry",
      description = "Retry quarantined files, and compute missing perceptual hashes.")
  private boolean retry;

  @Option(
      names = "--decode",
      paramLabel = "auto|full",
      defaultValue = "auto",
      description = "Whether large JPEGs are decoded at reduced size; default: ${DEFAULT-VALUE}.")
  private String decode = "auto";

  @Option(
      names = "--captions",
      negatable = true,
      description =
          "Take in what is written about photos (captions.tsv, XMP and IPTC, sidecars), or not; the"
              + " library remembers it.")
  private @Nullable Boolean captions;

  @Option(
      names = "--vectors",
      paramLabel = "float32|int8|bit1",
      description =
          "How a new library keeps vectors for the graph, beside the full ones: a quarter of the"
              + " memory with int8, a thirty-second with bit1; default: float32.")
  private @Nullable String vectors;

  @Option(
      names = "--watch",
      description = "Keep running and follow the folders as they change; Ctrl-C ends it.")
  private boolean watch;

  @Option(
      names = "--dry-run",
      description = "Report what would be done and write nothing; no photo is decoded.")
  private boolean dryRun;

  @Option(
      names = "--low-priority",
      description = "Use one core at the lowest priority, and pause while the system is busy.")
  private boolean lowPriority;

  @Mixin private ImageLimitOption limit = new ImageLimitOption();

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public IndexCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() {
    common.requireWriting("index");
    List<LibraryRoot> roots = roots();
    if (watch && dryRun) {
      throw new UsageException("--watch and --dry-run exclude each other.");
    }
    try (var sightline = Sightline.open(options());
        var location = sightline.location()) {
      return index(sightline, location, roots);
    }
  }

  private SightlineOptions options() {
    var options = common.sightlineOptions(directories);
    return options
        .withModelOptions(options.modelOptions().forManyImages())
        .withDecodeLimits(limit.limits());
  }

  private int index(Sightline sightline, LibraryLocation location, List<LibraryRoot> roots) {
    var existing = location.state();
    if (roots.isEmpty() && (existing.isEmpty() || existing.get().roots().isEmpty())) {
      String whose = common.cluster().isPresent() ? " of this machine" : "";
      throw new UsageException(
          "The library in %s has no folders%s yet. Name one: sightline index FOLDER"
              .formatted(location, whose));
    }
    if (lowPriority) {
      LowPriority.ofThisProcess().forEach(this::debug);
    }
    if (!common.quiet()) {
      console.note(ModelNote.of(sightline.model(), directories));
    }
    var plain = sightline.indexer(settings(common.modelOptions().threads()));
    var indexer = lowPriority ? plain.withThrottle(LoadThrottle.ofThisMachine()) : plain;
    return watch ? watch(indexer, location, roots) : once(indexer, location, roots);
  }

  private int once(Indexer indexer, LibraryLocation location, List<LibraryRoot> roots) {
    var progress = new IndexProgress();
    try (var _ = HeapTrim.start();
        var interrupt = new StopOnInterrupt(progress, console)) {
      var printer = new IndexReportPrinter(console, common);
      if (dryRun) {
        IndexReport report = indexer.dryRun(location, roots, progress);
        printer.printDryRun(report, location.toString());
        return exitCode(report, interrupt);
      }
      IndexReport report =
          ProgressDisplay.during(
              progress, console, common.quiet(), () -> indexer.run(location, roots, progress));
      printer.print(report, location.toString());
      return exitCode(report, interrupt);
    }
  }

  /// @return the exit code of a watch that was interrupted, which is the only way it ends
  private int watch(Indexer indexer, LibraryLocation location, List<LibraryRoot> roots) {
    var display = new WatchDisplay(console, common, location.toString());
    var watch = new LibraryWatch(indexer, location, roots, display);
    try (var _ = new StopOnInterrupt(watch::stop, console)) {
      watch.run();
      return ExitCode.INTERRUPTED;
    }
  }

  private void debug(String line) {
    if (common.debug()) {
      console.note(line);
    }
  }

  /// @param threads value of the option; 0 for one a core
  private IndexSettings settings(int threads) {
    var usual = IndexSettings.usual(Version.NUMBER).withFullDecode(fullDecode()).withRetry(retry);
    var pruning = usual.withPrune(prune);
    var entering = allFolders == null ? pruning : pruning.withAllFolders(allFolders);
    var captioned = captions == null ? entering : entering.withCaptions(captions);
    var settings = vectors == null ? captioned : captioned.withVectors(VectorsOption.read(vectors));
    if (lowPriority) {
      return settings.withThreads(1);
    }
    return threads == 0 ? settings : settings.withThreads(threads);
  }

  private static int exitCode(IndexReport report, StopOnInterrupt interrupt) {
    if (interrupt.happened()) {
      return ExitCode.INTERRUPTED;
    }
    return report.missingRoots().isEmpty() && report.missingFolders().isEmpty()
        ? ExitCode.OK
        : ExitCode.FAILED;
  }

  private boolean fullDecode() {
    return switch (decode) {
      case "auto" -> false;
      case "full" -> true;
      default -> throw new UsageException("--decode is auto or full, got '%s'.".formatted(decode));
    };
  }

  private List<LibraryRoot> roots() {
    if (folders.isEmpty() && !excludes.isEmpty()) {
      throw new UsageException("--exclude belongs to a folder: name the folder too.");
    }
    if (folders.isEmpty() && allFolders != null) {
      throw new UsageException("--all-folders belongs to a folder: name the folder too.");
    }
    excludes.forEach(IndexCommand::checkGlob);
    var roots = new ArrayList<LibraryRoot>();
    for (Path folder : folders) {
      if (!Files.exists(folder)) {
        throw new UsageException("There is no folder %s.".formatted(Console.visible(folder)));
      }
      if (!Files.isDirectory(folder)) {
        throw new UsageException(
            "%s is a file. Name the folder that contains it.".formatted(Console.visible(folder)));
      }
      roots.add(new LibraryRoot(realPath(folder), excludes));
    }
    return roots;
  }

  private static void checkGlob(String glob) {
    try {
      java.nio.file.FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (java.util.regex.PatternSyntaxException e) {
      throw new UsageException(
          "--exclude '%s' is not a glob: %s.".formatted(glob, e.getDescription()));
    }
  }

  private static Path realPath(Path folder) {
    try {
      Path real = folder.toRealPath();
      if (!Files.isReadable(real)) {
        throw new UsageException(
            "There is no permission to read the folder %s.".formatted(Console.visible(folder)));
      }
      return real;
    } catch (IOException e) {
      throw new UsageException(
          "The folder %s cannot be read: %s.".formatted(Console.visible(folder), e.getMessage()));
    }
  }
}
