package dev.sightline.cli.index;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.cli.common.CommonOptions;
import dev.sightline.cli.common.Console;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.report.IndexReport.KeptPhotos;
import dev.sightline.indexer.report.SkippedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Prints the report of an index run.
final class IndexReportPrinter {
  private final Console console;
  private final CommonOptions common;

  IndexReportPrinter(Console console, CommonOptions common) {
    this.console = console;
    this.common = common;
  }

  void print(IndexReport report, String library) {
    print(report, library, false);
  }

  /// Prints the report of a dry run.
  void printDryRun(IndexReport report, String library) {
    print(report, library, true);
  }

  private void print(IndexReport report, String library, boolean dryRun) {
    for (Path root : report.missingRoots()) {
      console.note(
          "sightline: the folder %s is not there; its photos stay in the library. Mount it and run again, or check the path."
              .formatted(Console.visible(root)));
    }
    report.missingFolders().forEach(this::noteMissing);
    report.kept().forEach(this::noteKept);
    if (common.json()) {
      printJson(report, dryRun);
      return;
    }
    printSkipped(report.skipped());
    console.out().println(closingLine(report, library));
    if (dryRun) {
      console.out().println("A dry run: nothing was written.");
    }
  }

  /// Prints that a disk below a root of the library is missing.
  void noteMissing(Path folder) {
    console.note(
        "sightline: the disk of the folder %1$s is not there; its photos stay in the library. Mount it and run again. If it will not come back: sightline library forget %1$s"
            .formatted(Console.visible(folder)));
  }

  /// Prints that many photos are missing, and how to continue.
  void noteKept(KeptPhotos kept) {
    console.note(
        "sightline: %,d of %,d photos of the folder %s are gone. They stay in the library for now: a second run that finds the same removes them, and sightline index --prune does at once."
            .formatted(kept.photos(), kept.of(), Console.visible(kept.folder())));
  }

  /// Prints the report as one line of JSON.
  void printJson(IndexReport report, boolean dryRun) {
    console.printObject(
        json -> {
          if (dryRun) {
            json.writeBooleanField("dryRun", true);
          }
          write(report, json);
        });
  }

  /// Names a few of the quarantined files.
  void printSkipped(List<SkippedFile> skipped) {
    if (common.quiet()) {
      return;
    }
    SkippedFiles.print(skipped, "skipped", "; see: sightline library skipped", console);
  }

  private static String closingLine(IndexReport report, String library) {
    return String.format(
        Locale.ROOT,
        "%s%,d added, %,d changed, %,d moved, %,d removed, %,d unchanged%s%s, %,d skipped%s; %.1f"
            + " s%s. Library: %s",
        report.complete() ? "" : "Stopped early: ",
        report.added(),
        report.changed(),
        report.moved(),
        report.removed(),
        report.unchanged(),
        report.refreshed() > 0
            ? String.format(Locale.ROOT, " (metadata of %,d read again)", report.refreshed())
            : "",
        kept(report),
        report.skipped().size(),
        report.otherFiles() > 0
            ? String.format(Locale.ROOT, ", %,d other files", report.otherFiles())
            : "",
        report.took().toNanos() / 1e9,
        report.embedded() > 0
            ? String.format(Locale.ROOT, ", %.1f images/s", report.imagesPerSecond())
            : "",
        Console.visible(library));
  }

  private static String kept(IndexReport report) {
    var text = new StringBuilder();
    long gone = report.kept().stream().mapToLong(KeptPhotos::photos).sum();
    if (gone > 0) {
      text.append(String.format(Locale.ROOT, ", %,d gone but kept", gone));
    }
    int missing = report.missingRoots().size() + report.missingFolders().size();
    if (missing > 0) {
      text.append(
          String.format(
              Locale.ROOT, ", %,d missing %s", missing, missing == 1 ? "folder" : "folders"));
    }
    return text.toString();
  }

  private static void write(IndexReport report, JsonGenerator json) throws IOException {
    json.writeNumberField("added", report.added());
    json.writeNumberField("changed", report.changed());
    json.writeNumberField("moved", report.moved());
    json.writeNumberField("removed", report.removed());
    json.writeNumberField("unchanged", report.unchanged());
    json.writeNumberField("refreshed", report.refreshed());
    SkippedFiles.write("skipped", report.skipped(), json);
    json.writeNumberField("otherFiles", report.otherFiles());
    json.writeArrayFieldStart("missingRoots");
    for (Path root : report.missingRoots()) {
      json.writeString(root.toString());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("missingFolders");
    for (Path folder : report.missingFolders()) {
      json.writeString(folder.toString());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("kept");
    for (KeptPhotos kept : report.kept()) {
      json.writeStartObject();
      json.writeStringField("folder", kept.folder().toString());
      json.writeNumberField("photos", kept.photos());
      json.writeNumberField("of", kept.of());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("complete", report.complete());
    json.writeNumberField("seconds", report.took().toNanos() / 1e9);
    json.writeNumberField("imagesPerSecond", report.imagesPerSecond());
    json.writeNumberField("embedded", report.embedded());
    json.writeObjectFieldStart("stageSeconds");
    json.writeNumberField("read", report.stages().read().toNanos() / 1e9);
    json.writeNumberField("decode", report.stages().decode().toNanos() / 1e9);
    json.writeNumberField("preprocess", report.stages().preprocess().toNanos() / 1e9);
    json.writeNumberField("encode", report.stages().encode().toNanos() / 1e9);
    json.writeNumberField("write", report.stages().write().toNanos() / 1e9);
    json.writeEndObject();
  }
}
