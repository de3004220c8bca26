package dev.sightline.cli.doctor;

import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.UsageException;
import dev.sightline.cli.common.Version;
import dev.sightline.engine.ModelMissingException;
import dev.sightline.images.codec.OpenCvLibrary;
import dev.sightline.images.codec.SystemDecoders;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.schema.LuceneVersion;
import dev.sightline.models.ClipModel;
import dev.sightline.models.layout.InvalidModelException;
import dev.sightline.models.onnx.Device;
import dev.sightline.models.onnx.EncodingException;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.models.onnx.OnnxVersion;
import dev.sightline.searcher.confidence.Calibration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// Checks everything that Sightline needs, one check after the other. A check that fails is a
/// result; the others still run.
final class Diagnostics {
  private final Directories directories;
  private final CommonOptions options;
  private final SystemDecoders decoders;
  private final List<CheckResult> findings = new ArrayList<>();

  Diagnostics(Directories directories, CommonOptions options, SystemDecoders decoders) {
    this.directories = directories;
    this.options = options;
    this.decoders = decoders;
  }

  List<CheckResult> findings() {
    versions();
    processor();
    Optional<LibraryModel> libraryModel = library();
    model(libraryModel);
    formats();
    return List.copyOf(findings);
  }

  private void versions() {
    findings.add(CheckResult.ok("versions", "Sightline", Version.NUMBER));
    findings.add(
        CheckResult.ok(
            "versions",
            "Java",
            "%s, %s".formatted(Runtime.version(), System.getProperty("java.vendor", "unknown"))));
    natives("ONNX Runtime", OnnxVersion::text);
    natives("OpenCV", OpenCvLibrary::text);
  }

  private void natives(String name, Supplier<String> version) {
    try {
      findings.add(CheckResult.ok("versions", name, version.get()));
    } catch (LinkageError | RuntimeException e) {
      findings.add(
          CheckResult.broken(
              "versions",
              name,
              "does not load: " + e.getMessage(),
              "Check that this system and processor are supported, and that %s can be written."
                  .formatted(directories.cache())));
    }
  }

  private void processor() {
    var lucene = LuceneVersion.ask();
    findings.add(CheckResult.ok("versions", "Lucene", lucene.version()));
    findings.add(
        CheckResult.ok(
            "processor",
            "cores",
            "%d, %s"
                .formatted(
                    Runtime.getRuntime().availableProcessors(), System.getProperty("os.arch"))));
    var bits = VectorUnit.bits();
    findings.add(
        bits.isPresent()
            ? CheckResult.ok("processor", "vector unit", bits.getAsInt() + " bits")
            : CheckResult.optional(
                "processor",
                "vector unit",
                "not used by this start",
                "Start with ./sightline, which adds the module jdk.incubator.vector."));
    lucene.vectors().ifPresent(said -> findings.add(CheckResult.ok("processor", "Lucene", said)));
  }

  /// The model that the library records, if there is a library and it can be read.
  private Optional<LibraryModel> library() {
    Path folder = options.library(directories);
    try (var reader = LibraryReader.open(folder)) {
      var state = reader.state();
      int skipped = reader.quarantined().size();
      findings.add(
          CheckResult.ok(
              "library",
              "library",
              String.format(
                  Locale.ROOT, "%s, %,d images, %,d quarantined", folder, reader.size(), skipped)));
      state.roots().forEach(root -> root(root.folder()));
      return Optional.of(state.model());
    } catch (LibraryException e) {
      findings.add(
          e.reason() == LibraryException.Reason.ABSENT
              ? CheckResult.optional(
                  "library",
                  "library",
                  "none in " + folder,
                  "Make one with: sightline index FOLDER")
              : CheckResult.broken(
                  "library", "library", folder.toString(), String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private void root(Path folder) {
    if (!Files.isDirectory(folder)) {
      findings.add(
          CheckResult.broken(
              "library",
              "folder",
              folder + " is not there",
              "Connect its disk. Until then its photos stay in the library."));
    } else if (!Files.isReadable(folder)) {
      findings.add(
          CheckResult.broken(
              "library",
              "folder",
              folder + " cannot be read",
              "Give yourself permission to read it."));
    } else {
      findings.add(CheckResult.ok("library", "folder", folder.toString()));
    }
  }

  private void model(Optional<LibraryModel> libraryModel) {
    var finder = directories.models();
    findings.add(CheckResult.ok("model", "installed", String.join(", ", finder.names())));
    try (var model = finder.open(options.model(), libraryModel, askingForCuda())) {
      var it = model.description();
      findings.add(
          CheckResult.ok(
              "model",
              "in use",
              "%s, %s, sees %d x %d"
                  .formatted(
                      model.name(),
                      it.variant().label(),
                      it.preprocessing().width(),
                      it.preprocessing().height())));
      findings.add(calibration(model));
      speed(model);
    } catch (InvalidModelException | ModelMissingException | UsageException e) {
      findings.add(
          CheckResult.broken(
              "model",
              "in use",
              "cannot be used",
              e.getMessage() + " See also: sightline models verify"));
    }
  }

  /// Describes the device of a model. With `auto` the model does not say which device it uses; with
  /// `cuda` it says when CUDA could not be used.
  private ModelOptions askingForCuda() {
    var asked = options.modelOptions();
    return asked.device() == Device.AUTO
        ? new ModelOptions(asked.variant(), Device.CUDA, asked.threads())
        : asked;
  }

  private CheckResult device(Optional<String> note) {
    Device asked = options.modelOptions().device();
    if (asked == Device.CUDA && note.isPresent()) {
      return CheckResult.optional(
          "model", "device", "CPU", note.get() + ". Leave --device out to do without.");
    }
    return CheckResult.ok(
        "model", "device", asked == Device.CPU || note.isPresent() ? "CPU" : "CUDA");
  }

  private static CheckResult calibration(ClipModel model) {
    var found = Calibration.of(model, model.imageEncoder().dimension());
    if (found.calibration().isPresent()) {
      return CheckResult.ok("model", "confidence", "calibrated");
    }
    return CheckResult.optional(
        "model",
        "confidence",
        "not calibrated: percentages are a default guess",
        found
            .note()
            .orElse("Run 'sightline eval calibrate --captions TSV --images DIR --bank DIR'."));
  }

  private void speed(ClipModel model) {
    try {
      var speed = Throughput.measure(model, directories.sampleData());
      findings.add(device(model.imageEncoder().deviceNote()));
      findings.add(
          CheckResult.ok(
              "speed",
              "decode",
              String.format(Locale.ROOT, "%.0f pictures/s, one thread", speed.decoded())));
      findings.add(
          CheckResult.ok(
              "speed",
              "prepare and encode",
              String.format(Locale.ROOT, "%.0f pictures/s, one at a time", speed.encoded())));
    } catch (EncodingException e) {
      findings.add(CheckResult.broken("speed", "encode", "failed", String.valueOf(e.getMessage())));
    }
  }

  private void formats() {
    findings.add(
        CheckResult.ok(
            "formats",
            "built in",
            "JPEG, PNG, GIF, BMP, TIFF, WebP, PSD, previews of camera raw files"));
    for (var decoder : decoders.all()) {
      findings.add(
          decoder
              .found()
              .map(found -> CheckResult.ok("formats", decoder.format(), found))
              .orElseGet(
                  () ->
                      CheckResult.optional(
                          "formats", decoder.format(), "no decoder", decoder.install() + ".")));
    }
    decoders
        .outdated()
        .ifPresent(
            it ->
                findings.add(
                    CheckResult.optional("formats", "libheif", it.what(), it.update() + ".")));
  }
}
