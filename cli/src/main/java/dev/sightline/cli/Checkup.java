package dev.sightline.cli;

import dev.sightline.images.OpenCvVersion;
import dev.sightline.images.SystemDecoders;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryReader;
import dev.sightline.library.LuceneFacts;
import dev.sightline.models.ClipModel;
import dev.sightline.models.Device;
import dev.sightline.models.EncodingException;
import dev.sightline.models.InvalidModelException;
import dev.sightline.models.ModelOptions;
import dev.sightline.models.OnnxVersion;
import dev.sightline.searcher.Calibration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// Looks at everything that Sightline needs, one after the other; what fails is a finding and keeps
/// nothing else from being looked at.
final class Checkup {
  private final Places places;
  private final CommonOptions options;
  private final SystemDecoders decoders;
  private final List<Finding> findings = new ArrayList<>();

  Checkup(Places places, CommonOptions options, SystemDecoders decoders) {
    this.places = places;
    this.options = options;
    this.decoders = decoders;
  }

  List<Finding> findings() {
    versions();
    processor();
    Optional<LibraryModel> libraryModel = library();
    model(libraryModel);
    formats();
    return List.copyOf(findings);
  }

  private void versions() {
    findings.add(Finding.ok("versions", "Sightline", Version.NUMBER));
    findings.add(
        Finding.ok(
            "versions",
            "Java",
            "%s, %s".formatted(Runtime.version(), System.getProperty("java.vendor", "unknown"))));
    natives("ONNX Runtime", OnnxVersion::text);
    natives("OpenCV", OpenCvVersion::text);
  }

  private void natives(String name, Supplier<String> version) {
    try {
      findings.add(Finding.ok("versions", name, version.get()));
    } catch (LinkageError | RuntimeException e) {
      findings.add(
          Finding.broken(
              "versions",
              name,
              "does not load: " + e.getMessage(),
              "Check that this system and processor are supported, and that %s can be written."
                  .formatted(places.cache())));
    }
  }

  private void processor() {
    var lucene = LuceneFacts.ask();
    findings.add(Finding.ok("versions", "Lucene", lucene.version()));
    findings.add(
        Finding.ok(
            "processor",
            "cores",
            "%d, %s"
                .formatted(
                    Runtime.getRuntime().availableProcessors(), System.getProperty("os.arch"))));
    var bits = VectorUnit.bits();
    findings.add(
        bits.isPresent()
            ? Finding.ok("processor", "vector unit", bits.getAsInt() + " bits")
            : Finding.optional(
                "processor",
                "vector unit",
                "not used by this start",
                "Start with ./sightline, which adds the module jdk.incubator.vector."));
    lucene.vectors().ifPresent(said -> findings.add(Finding.ok("processor", "Lucene", said)));
  }

  /// What the library says of its model, when there is a library and it can be read.
  private Optional<LibraryModel> library() {
    Path folder = options.library(places);
    try (var reader = LibraryReader.open(folder)) {
      var state = reader.state();
      int skipped = reader.quarantined().size();
      findings.add(
          Finding.ok(
              "library",
              "library",
              String.format(
                  Locale.ROOT, "%s, %,d images, %,d set aside", folder, reader.size(), skipped)));
      state.roots().forEach(root -> root(root.folder()));
      return Optional.of(state.model());
    } catch (LibraryException e) {
      findings.add(
          e.reason() == LibraryException.Reason.ABSENT
              ? Finding.optional(
                  "library",
                  "library",
                  "none in " + folder,
                  "Make one with: sightline index FOLDER")
              : Finding.broken(
                  "library", "library", folder.toString(), String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private void root(Path folder) {
    if (!Files.isDirectory(folder)) {
      findings.add(
          Finding.broken(
              "library",
              "folder",
              folder + " is not there",
              "Connect its disk. Until then its photos stay in the library."));
    } else if (!Files.isReadable(folder)) {
      findings.add(
          Finding.broken(
              "library",
              "folder",
              folder + " cannot be read",
              "Give yourself permission to read it."));
    } else {
      findings.add(Finding.ok("library", "folder", folder.toString()));
    }
  }

  private void model(Optional<LibraryModel> libraryModel) {
    var finder = new ModelFinder(places);
    findings.add(Finding.ok("model", "installed", String.join(", ", finder.names())));
    try (var model = finder.open(options.model(), libraryModel, askingForCuda())) {
      var it = model.description();
      findings.add(
          Finding.ok(
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
    } catch (InvalidModelException | ModelFinder.ModelMissingException | UsageException e) {
      findings.add(
          Finding.broken(
              "model",
              "in use",
              "cannot be used",
              e.getMessage() + " See also: sightline models verify"));
    }
  }

  /// A model that may take CUDA does not say what it took; one that must says when it could not.
  private ModelOptions askingForCuda() {
    var asked = options.modelOptions();
    return asked.device() == Device.AUTO
        ? new ModelOptions(asked.variant(), Device.CUDA, asked.threads())
        : asked;
  }

  private Finding device(Optional<String> note) {
    Device asked = options.modelOptions().device();
    if (asked == Device.CUDA && note.isPresent()) {
      return Finding.optional(
          "model", "device", "CPU", note.get() + ". Leave --device out to do without.");
    }
    return Finding.ok("model", "device", asked == Device.CPU || note.isPresent() ? "CPU" : "CUDA");
  }

  private static Finding calibration(ClipModel model) {
    var found = Calibration.of(model, model.imageEncoder().dimension());
    if (found.calibration().isPresent()) {
      return Finding.ok("model", "confidence", "calibrated");
    }
    return Finding.optional(
        "model",
        "confidence",
        "not calibrated: percentages are a default guess",
        found
            .note()
            .orElse("Run 'sightline eval calibrate --captions TSV --images DIR --bank DIR'."));
  }

  private void speed(ClipModel model) {
    try {
      var speed = ShortRun.measure(model, places.sampleData());
      findings.add(device(model.imageEncoder().deviceNote()));
      findings.add(
          Finding.ok(
              "speed",
              "decode",
              String.format(Locale.ROOT, "%.0f pictures/s, one thread", speed.decoded())));
      findings.add(
          Finding.ok(
              "speed",
              "prepare and encode",
              String.format(Locale.ROOT, "%.0f pictures/s, one at a time", speed.encoded())));
    } catch (EncodingException e) {
      findings.add(Finding.broken("speed", "encode", "failed", String.valueOf(e.getMessage())));
    }
  }

  private void formats() {
    findings.add(
        Finding.ok(
            "formats",
            "built in",
            "JPEG, PNG, GIF, BMP, TIFF, WebP, PSD, previews of camera raw files"));
    for (var decoder : decoders.all()) {
      findings.add(
          decoder
              .found()
              .map(found -> Finding.ok("formats", decoder.format(), found))
              .orElseGet(
                  () ->
                      Finding.optional(
                          "formats", decoder.format(), "no decoder", decoder.install() + ".")));
    }
    decoders
        .outdated()
        .ifPresent(
            it ->
                findings.add(Finding.optional("formats", "libheif", it.what(), it.update() + ".")));
  }
}
