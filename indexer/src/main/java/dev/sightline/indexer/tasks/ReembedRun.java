package dev.sightline.indexer.tasks;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.indexer.Indexer;
import dev.sightline.indexer.pipeline.FileOutcome;
import dev.sightline.indexer.pipeline.ImageReading;
import dev.sightline.indexer.pipeline.ImageReading.Reading;
import dev.sightline.indexer.pipeline.IndexPipeline;
import dev.sightline.indexer.pipeline.PendingFile;
import dev.sightline.indexer.pipeline.PipelineConfig;
import dev.sightline.indexer.pipeline.ReadResult;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.indexer.report.SkippedFile;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.image.Embedding;
import dev.sightline.library.image.FileStamp;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.QuarantineReason;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.models.ClipModel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Embeds every image of a library with another model, in addition to the vectors it has, and then
/// switches the library to that model in one commit. Searches use the first model until then. A run
/// that was stopped or killed is continued by the next.
public final class ReembedRun {
  private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(30);

  private final PipelineConfig config;

  /// Prepares a run.
  ///
  /// @param model the model to switch to
  /// @param decoder decodes the images
  /// @param limits the largest file that is read into memory
  /// @param settings threads, decoding and clock
  public ReembedRun(
      ClipModel model, ImageDecoder decoder, DecodeLimits limits, IndexSettings settings) {
    this.config = new PipelineConfig(model, decoder, limits, settings);
  }

  /// The result of a run.
  ///
  /// @param embedded number of images that went through the model
  /// @param images number of images in the library
  /// @param left images that still lack a vector of the model, with the reason, at their first path
  /// @param switched whether the library is searched with the model now; false while any is left
  /// @param complete false when the run was stopped before its end
  /// @param took duration of the whole run
  public record Outcome(
      long embedded,
      int images,
      List<SkippedFile> left,
      boolean switched,
      boolean complete,
      Duration took) {
    /// Copies the list.
    public Outcome {
      left = List.copyOf(left);
    }
  }

  /// Embeds each image that lacks a vector of the model, and switches when none does.
  ///
  /// @param folder the library's own folder
  /// @param progress takes how far the run is, and can stop it
  /// @throws LibraryException if the library cannot be opened or written; what was committed stays
  public Outcome run(Path folder, IndexProgress progress) {
    long start = System.nanoTime();
    ClipModel model = config.model();
    var next = Indexer.libraryModel(model, model.imageEncoder().dimension());
    try (var writer = LibraryWriter.openExisting(folder);
        var reader = LibraryReader.open(folder)) {
      if (!isSearchedWith(writer, next)) {
        writer.setState(writer.state().withOther(next));
        writer.commit(); // stores which model the second vectors belong to
      }
      var filling = new Filling(next.imageFingerprint(), writer, reader, progress);
      filling.run();
      writer.commit();
      reader.refresh();
      boolean switched = reader.sizeOf(next.imageFingerprint()) == reader.size();
      if (switched) {
        writer.setState(writer.state().searchedWith(next));
        writer.commit();
      }
      return new Outcome(
          progress.embedded(),
          reader.size(),
          filling.left,
          switched,
          !progress.stopped(),
          Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private static boolean isSearchedWith(LibraryWriter writer, LibraryModel next) {
    return writer.state().model().imageFingerprint().equals(next.imageFingerprint());
  }

  /// Embeds each image that lacks a vector of the model.
  private final class Filling {
    private final String fingerprint;
    private final LibraryWriter writer;
    private final LibraryReader reader;
    private final IndexProgress progress;
    private final ImageReading images;
    private final Clock clock = config.settings().clock();
    private final List<SkippedFile> left = new ArrayList<>();
    private long lastCommitMillis = clock.millis();

    Filling(
        String fingerprint, LibraryWriter writer, LibraryReader reader, IndexProgress progress) {
      this.fingerprint = fingerprint;
      this.writer = writer;
      this.reader = reader;
      this.progress = progress;
      this.images = config.reading(progress, _ -> false);
    }

    void run() {
      progress.setTotal(reader.size() - reader.sizeOf(fingerprint));
      try (var pipeline = config.pipeline(progress)) {
        pipeline.start(this::read, this::write);
        reader.forEach(stored -> submit(stored, pipeline));
        pipeline.finish();
      }
    }

    private void submit(StoredVector stored, IndexPipeline pipeline) {
      if (stored.embedding(fingerprint).isPresent() || progress.stopped()) {
        return;
      }
      IndexedFile first = stored.image().files().getFirst();
      pipeline.submit(PendingFile.of(first, Optional.of(stored.image().id())));
    }

    /// Reads the first file of the image that still has the indexed bytes.
    private ReadResult read(PendingFile pending) {
      String id = pending.previousId().orElseThrow();
      var problem =
          unreadable(
              pending.file(),
              QuarantineReason.MISSING,
              "its file is not here: bring its folder back");
      for (IndexedFile file : reader.image(id).orElseThrow().files()) {
        Optional<IndexedFile> now = FileStamp.of(file.path());
        if (now.isEmpty()) {
          continue;
        }
        switch (images.read(now.get(), found -> !found.equals(id))) {
          case Reading.Decoded image -> {
            return new ReadResult.ToEncode(pending, image);
          }
          case Reading.Known changed ->
              problem =
                  unreadable(
                      changed.file(),
                      QuarantineReason.CHANGED,
                      "it has changed since it was indexed: run sightline index first");
          case Reading.Unreadable bad -> problem = bad;
        }
      }
      return new FileOutcome.Quarantined(pending, problem);
    }

    private static Reading.Unreadable unreadable(
        IndexedFile file, QuarantineReason reason, String detail) {
      return new Reading.Unreadable(file, Optional.empty(), reason, detail);
    }

    private void write(FileOutcome outcome) {
      switch (outcome) {
        case FileOutcome.Embedded(_, Reading.Decoded image, Embedding embedding, _) ->
            put(image, embedding);
        case FileOutcome.Quarantined(_, Reading.Unreadable bad) ->
            left.add(SkippedFile.of(bad.file().path(), bad.reason(), bad.detail()));
        case FileOutcome.WithoutChange _,
            FileOutcome.Recovered _,
            FileOutcome.KnownBytes _,
            FileOutcome.SidecarsChanged _,
            FileOutcome.OutOfMemory _,
            FileOutcome.Postponed _,
            FileOutcome.Unvisited _,
            FileOutcome.Moved _,
            FileOutcome.Removed _ ->
            throw new IllegalStateException("an outcome of index runs: " + outcome);
      }
      progress.fileDone();
      commitIfDue();
    }

    private void put(Reading.Decoded image, Embedding embedding) {
      StoredVector stored = reader.stored(image.id()).orElseThrow();
      StoredVector hashed =
          stored.image().facts().hash().isPresent()
              ? stored
              : image.metadata().hash().map(stored::withHash).orElse(stored);
      writer.put(hashed.with(fingerprint, embedding));
      progress.imageWritten();
    }

    private void commitIfDue() {
      if (clock.millis() - lastCommitMillis >= COMMIT_INTERVAL.toMillis()) {
        writer.commit();
        lastCommitMillis = clock.millis();
      }
    }
  }
}
