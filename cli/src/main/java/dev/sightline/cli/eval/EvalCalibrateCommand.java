package dev.sightline.cli.eval;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.InputFiles;
import dev.sightline.cli.common.UsageException;
import dev.sightline.evaluation.calibration.CalibrationData;
import dev.sightline.evaluation.calibration.CalibrationResult;
import dev.sightline.evaluation.calibration.ReliabilityPlot;
import dev.sightline.evaluation.retrieval.Captions;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.models.ClipModel;
import dev.sightline.searcher.confidence.BackgroundSample;
import dev.sightline.searcher.confidence.CalibrationFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `sightline eval calibrate --captions TSV --images DIR [--bank DIR]`
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    description =
        "Fit what turns a model's cosines into confidences, and write it beside the model.")
public final class EvalCalibrateCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;

  @Option(
      names = "--captions",
      required = true,
      paramLabel = "TSV",
      description = "One line a caption: file, tab, caption; files relative to the TSV.")
  private Path captions = Path.of("");

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR",
      description = "One folder of images a class, named after it.")
  private Path images = Path.of("");

  @Option(
      names = "--bank",
      paramLabel = "DIR",
      description =
          "At least 1,000 photos from outside your library, embedded into bank.npy; default: the"
              + " bank.npy beside the model.")
  private @Nullable Path bank;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write; default: the model's folder, the only place where it is read.")
  private @Nullable Path out;

  @Mixin private EvalOptions options = new EvalOptions();
  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  public EvalCalibrateCommand(Directories directories, Console console) {
    this.directories = directories;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    options.check(common);
    InputFiles.require(captions);
    requireFolder(images);
    if (bank != null) {
      requireFolder(bank);
    }
    try (var model = common.openModel(directories)) {
      Path folder = out == null ? model.description().folder() : out;
      Files.createDirectories(folder);
      requireWritable(folder);
      var data = new CalibrationData(model, ImageDecoder.create(DecodeLimits.DEFAULT));
      BackgroundSample neutral = bank(model, data, folder);
      CalibrationResult result =
          data.calibrate(Captions.read(captions), images, neutral, options.seed());
      Path file = folder.resolve(CalibrationFile.NAME);
      new CalibrationFile(model.fingerprint(), result.curves(), figures(result)).write(file);
      options.draw(() -> ReliabilityPlot.svg(result.reliability(), model.name()));
      if (options.csv()) {
        CalibrationPrinter.table(result).csv().forEach(console.out()::println);
      } else {
        new CalibrationPrinter(console, common.json()).print(model.name(), file, result);
      }
      if (!common.quiet() && !folder.equals(model.description().folder())) {
        console
            .err()
            .printf(
                "Confidences change when %s and %s lie in %s.%n",
                CalibrationFile.NAME, CalibrationFile.BANK, model.description().folder());
      }
      return ExitCode.OK;
    }
  }

  private BackgroundSample bank(ClipModel model, CalibrationData data, Path folder)
      throws IOException {
    int dimension = model.imageEncoder().dimension();
    if (bank == null) {
      Path own = model.description().folder().resolve(CalibrationFile.BANK);
      if (!Files.isRegularFile(own)) {
        throw new UsageException(
            "%s has no %s: name at least %,d photos from outside your library with --bank DIR."
                .formatted(model.name(), CalibrationFile.BANK, BackgroundSample.LEAST_ROWS));
      }
      return BackgroundSample.read(own, dimension);
    }
    Path file = folder.resolve(CalibrationFile.BANK);
    int unreadable = data.embedBank(bank, file);
    if (unreadable > 0 && !common.quiet()) {
      console.err().printf("%,d photos of the bank could not be read.%n", unreadable);
    }
    return BackgroundSample.read(file, dimension);
  }

  private static void requireFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UsageException("There is no folder %s.".formatted(folder));
    }
  }

  private static void requireWritable(Path folder) {
    if (!Files.isWritable(folder)) {
      throw new UsageException(
          "%s cannot be written: name another folder with --out DIR.".formatted(folder));
    }
  }

  private static Map<String, Double> figures(CalibrationResult result) {
    var figures = new LinkedHashMap<String, Double>();
    figures.put("aurocCosine", area(result, CalibrationResult.COSINE));
    figures.put("auroc", area(result, CalibrationResult.FITTED));
    figures.put("hitsAurocCosine", result.hitsCosine().value());
    figures.put("hitsAuroc", result.hits().value());
    figures.put("ece", result.error().value());
    figures.put("lost", result.lost().value());
    figures.put("refused", result.refused().value());
    return figures;
  }

  private static double area(CalibrationResult result, String score) {
    var estimate = result.openSet().get(score);
    if (estimate == null) {
      throw new IllegalStateException("no score " + score);
    }
    return estimate.value();
  }
}
