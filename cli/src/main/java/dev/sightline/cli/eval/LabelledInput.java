package dev.sightline.cli.eval;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sightline.cli.common.Console;
import dev.sightline.cli.common.Directories;
import dev.sightline.evaluation.labelled.CopiedFile;
import dev.sightline.evaluation.labelled.ImageEmbedder;
import dev.sightline.evaluation.labelled.LabelledFiles;
import dev.sightline.evaluation.labelled.LabelledSet;
import dev.sightline.evaluation.labelled.SkippedFile;
import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.models.ClipModel;
import dev.sightline.searcher.zeroshot.Label;
import dev.sightline.searcher.zeroshot.LabelSet;
import dev.sightline.searcher.zeroshot.PromptTemplates;
import dev.sightline.searcher.zeroshot.ZeroShotClassifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Labelled images of an evaluation, embedded by one model and cached on this machine. Files that
/// are not used are noted on standard error.
public final class LabelledInput implements AutoCloseable {
  private static final int NAMED = 5;
  private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final ClipModel model;
  private final Console console;
  private final boolean quiet;
  private final ImageEmbedder embedder;
  private long lastNote = System.nanoTime();

  /// @param model embeds the images
  /// @param quiet whether to print no progress
  public LabelledInput(ClipModel model, Directories directories, Console console, boolean quiet) {
    this.model = model;
    this.console = console;
    this.quiet = quiet;
    this.embedder =
        new ImageEmbedder(
            model,
            ImageDecoder.create(DecodeLimits.DEFAULT),
            Optional.of(directories.cache().resolve("evaluation")),
            this::progress);
  }

  private void progress(int done) {
    long now = System.nanoTime();
    if (!quiet && now - lastNote > PROGRESS_NANOS) {
      lastNote = now;
      console.note("%,d pictures embedded".formatted(done));
    }
  }

  /// Embeds images, with a cache on disk. Closed with this object.
  public ImageEmbedder embedder() {
    return embedder;
  }

  /// Reads and embeds class folders or a labels file, and notes files that are not used.
  LabelledSet read(Path source) throws IOException {
    LabelledSet set = embed(source);
    note(set);
    return set;
  }

  /// Reads and embeds class folders or a labels file.
  LabelledSet embed(Path source) throws IOException {
    return embedder.embed(LabelledFiles.read(source));
  }

  /// Notes files that are not used.
  void note(LabelledSet set) {
    if (quiet) {
      return;
    }
    note(set.skipped());
    for (CopiedFile copy : first(set.copies())) {
      console.note(
          "sightline: %s is left out: it is the same picture as %s%s"
              .formatted(
                  Console.visible(copy.file()),
                  Console.visible(copy.original()),
                  copy.otherClass() ? ", which is labelled differently." : "."));
    }
    rest(set.copies());
  }

  /// Notes files that cannot be decoded.
  public void note(List<SkippedFile> skipped) {
    if (quiet) {
      return;
    }
    for (SkippedFile it : first(skipped)) {
      console.note(
          "sightline: %s is left out: %s".formatted(Console.visible(it.file()), it.reason()));
    }
    rest(skipped);
  }

  private static <T> List<T> first(List<T> all) {
    return all.subList(0, Math.min(NAMED, all.size()));
  }

  private void rest(List<?> all) {
    if (all.size() > NAMED) {
      console.note("sightline: and %,d more; --json lists all.".formatted(all.size() - NAMED));
    }
  }

  /// A zero-shot classifier of the classes, in their order.
  ZeroShotClassifier zeroShot(List<String> classes, PromptTemplates templates) {
    var labels = new LabelSet("the classes", classes.stream().map(Label::of).toList());
    return ZeroShotClassifier.of(model, labels, templates);
  }

  /// Writes the fields that describe the model and the data.
  static void write(LabelledSet set, JsonGenerator json) throws IOException {
    json.writeNumberField("classes", set.classes().size());
    json.writeNumberField("images", set.images().size());
    writeLeftOut(set, json);
  }

  /// Writes the fields that list files that are not used.
  static void writeLeftOut(LabelledSet set, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("skipped");
    for (SkippedFile skipped : set.skipped()) {
      json.writeStartObject();
      json.writeStringField("path", skipped.file().toString());
      json.writeStringField("reason", skipped.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("duplicates");
    for (CopiedFile copy : set.copies()) {
      json.writeStartObject();
      json.writeStringField("path", copy.file().toString());
      json.writeStringField("of", copy.original().toString());
      json.writeBooleanField("otherClass", copy.otherClass());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  @Override
  public void close() {
    embedder.close();
  }
}
