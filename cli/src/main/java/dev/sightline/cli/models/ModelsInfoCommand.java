package dev.sightline.cli.models;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.cli.common.ExitCode;
import dev.sightline.cli.common.Json;
import dev.sightline.models.ClipModel;
import dev.sightline.models.VariantParity;
import dev.sightline.models.layout.ModelDescription;
import dev.sightline.models.layout.Variant;
import dev.sightline.models.store.catalogue.Catalogue;
import dev.sightline.models.store.catalogue.CatalogueEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `sightline models info [NAME]`
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    description = {
      "Show what a model's files say about it.",
      "Where full precision and another variant are both there, they are run and compared."
    })
public final class ModelsInfoCommand implements Callable<Integer> {
  private final Directories directories;
  private final Console console;
  private final Supplier<Catalogue> catalogues;

  @Parameters(arity = "0..1", paramLabel = "NAME|DIR", description = "Default: the model in use.")
  private String name = "";

  @Mixin private CommonOptions common = new CommonOptions();

  /// @param directories folders of this machine
  /// @param console where results and notes are printed
  /// @param catalogues gives the catalogue of published models
  public ModelsInfoCommand(
      Directories directories, Console console, Supplier<Catalogue> catalogues) {
    this.directories = directories;
    this.console = console;
    this.catalogues = catalogues;
  }

  /// Facts that are not in the model's own files.
  private record Findings(
      List<Variant> variants, List<VariantParity> parities, Optional<CatalogueEntry> entry) {}

  @Override
  public Integer call() {
    var asked = name.isEmpty() ? common.model() : Optional.of(name);
    var libraryModel = common.libraryState(directories).map(state -> state.model());
    try (var model = directories.models().open(asked, libraryModel, common.modelOptions())) {
      Findings findings = findings(model.description().folder());
      if (common.json()) {
        console.out().println(Json.text(json -> write(model, findings, json)));
      } else {
        print(model, findings);
      }
      return ExitCode.OK;
    }
  }

  private Findings findings(Path folder) {
    List<Variant> variants = Variant.presentIn(folder);
    List<VariantParity> parities =
        variants.contains(Variant.FP32)
            ? variants.stream()
                .filter(variant -> variant != Variant.FP32)
                .map(variant -> VariantParity.measure(folder, variant, common.modelOptions()))
                .toList()
            : List.of();
    Optional<CatalogueEntry> entry =
        catalogues.get().entries().stream()
            .filter(it -> directories.modelStore().resolve(it.name()).equals(folder))
            .findFirst();
    return new Findings(variants, parities, entry);
  }

  private void print(ClipModel model, Findings findings) {
    ModelDescription it = model.description();
    line("name", it.name());
    line("folder", Console.visible(it.folder()));
    line("layout", it.layout());
    line("variant", "%s of %s".formatted(it.variant().label(), labels(findings.variants())));
    line("dimension", Integer.toString(model.textEncoder().dimension()));
    line(
        "input",
        "%d x %d, %s, %s"
            .formatted(
                it.preprocessing().width(),
                it.preprocessing().height(),
                it.preprocessing().resize(),
                it.preprocessing().filter()));
    line("context", "%d tokens, %s".formatted(it.context(), it.text().vocabulary()));
    line("logit scale", logitScale(it));
    line(
        "fingerprint",
        "image %s, text %s".formatted(model.fingerprint().image(), model.fingerprint().text()));
    findings.entry().ifPresent(this::printEntry);
    findings.parities().forEach(this::printParity);
  }

  private static String logitScale(ModelDescription model) {
    var scale = model.logitScale();
    String bias =
        scale.bias().isPresent()
            ? String.format(Locale.ROOT, ", bias %.2f", scale.bias().getAsDouble())
            : "";
    return String.format(Locale.ROOT, "%.2f%s", scale.value(), bias)
        + (scale.learned() ? "" : " (assumed: the files do not carry the learned one)");
  }

  private void printEntry(CatalogueEntry entry) {
    line("licence", entry.licence().text());
    line("languages", String.join(", ", entry.languages()));
    entry
        .quality()
        .forEach(
            (benchmark, percent) ->
                line("published", String.format(Locale.ROOT, "%s %.1f %%", benchmark, percent)));
    line("note", entry.note());
  }

  private void printParity(VariantParity parity) {
    line(
        parity.variant().label(),
        String.format(
            Locale.ROOT,
            "cosine with fp32: pictures %.4f at least, %.4f in the middle; sentences %.4f, %.4f%s",
            parity.images().min(),
            parity.images().median(),
            parity.texts().min(),
            parity.texts().median(),
            parity.imagesOneByOne() ? "; pictures are run one by one" : ""));
    line("", parity.meaning());
  }

  private void line(String field, String value) {
    console.out().printf("%-12s %s%n", field, value);
  }

  private static String labels(List<Variant> variants) {
    return variants.stream().map(Variant::label).collect(Collectors.joining(", "));
  }

  private static void write(ClipModel model, Findings findings, JsonGenerator json)
      throws IOException {
    ModelDescription it = model.description();
    json.writeStartObject();
    json.writeStringField("name", it.name());
    json.writeStringField("path", it.folder().toString());
    json.writeStringField("layout", it.layout());
    json.writeStringField("variant", it.variant().label());
    json.writeArrayFieldStart("variants");
    for (Variant variant : findings.variants()) {
      json.writeString(variant.label());
    }
    json.writeEndArray();
    json.writeNumberField("dim", model.textEncoder().dimension());
    json.writeNumberField("imageWidth", it.preprocessing().width());
    json.writeNumberField("imageHeight", it.preprocessing().height());
    json.writeNumberField("context", it.context());
    json.writeStringField("tokenizer", it.text().vocabulary().toString());
    json.writeNumberField("logitScale", it.logitScale().value());
    if (it.logitScale().bias().isPresent()) {
      json.writeNumberField("logitBias", it.logitScale().bias().getAsDouble());
    }
    json.writeBooleanField("logitScaleLearned", it.logitScale().learned());
    json.writeStringField("imageFingerprint", model.fingerprint().image());
    json.writeStringField("textFingerprint", model.fingerprint().text());
    if (findings.entry().isPresent()) {
      json.writeStringField("licence", findings.entry().get().licence().text());
    }
    json.writeArrayFieldStart("parity");
    for (VariantParity parity : findings.parities()) {
      write(parity, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(VariantParity parity, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("variant", parity.variant().label());
    json.writeNumberField("imageMin", parity.images().min());
    json.writeNumberField("imageMedian", parity.images().median());
    json.writeNumberField("textMin", parity.texts().min());
    json.writeNumberField("textMedian", parity.texts().median());
    json.writeBooleanField("oneByOne", parity.imagesOneByOne());
    json.writeStringField("meaning", parity.meaning());
    json.writeEndObject();
  }
}
