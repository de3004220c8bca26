package dev.sightline.indexer.tasks;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.indexer.Indexer;
import dev.sightline.indexer.pipeline.ImageReading;
import dev.sightline.indexer.pipeline.ImageReading.Reading;
import dev.sightline.indexer.pipeline.IndexPipeline;
import dev.sightline.indexer.pipeline.PendingFile;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.indexer.report.SkippedFile;
import dev.sightline.indexer.walk.SidecarPaths;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.image.Embedding;
import dev.sightline.library.image.FileStamp;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.StoredVector;
import dev.sightline.library.lucene.LibraryReader;
import dev.sightline.library.lucene.LibraryWriter;
import dev.sightline.models.ClipModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Gives every image of a library a vector of another model, beside the one it has, and then
/// switches the library to that model in one commit. Searches go on with the first model meanwhile.
/// A run that was stopped or killed is taken up where it was by the next.
public final class ReembedRun {
  private static final Duration COMMIT_EVERY = Duration.ofSeconds(30);

  private final ClipModel model;
  private final ImageDecoder decoder;
  private final DecodeLimits limits;
  private final IndexSettings settings;

  /// Wires a run.
  ///
  /// @param model the model to switch to
  /// @param decoder opens the pictures
  /// @param limits the largest file that is read into memory
  /// @param settings how to go about it
  public ReembedRun(
      ClipModel model, ImageDecoder decoder, DecodeLimits limits, IndexSettings settings) {
    this.model = model;
    this.decoder = decoder;
    this.limits = limits;
    this.settings = settings;
  }

  /// What was done.
  ///
  /// @param embedded images that went through the model
  /// @param images of the library
  /// @param left images that still lack a vector of the model, with the reason, at their first path
  /// @param switched whether the library is searched with the model now; not while any is left
  /// @param complete false when the run was stopped before its end
  /// @param took the whole run
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

  /// Embeds what lacks a vector and switches when nothing does any more.
  ///
  /// @param folder the library's own folder
  /// @param progress is told how far the run is, and can stop it
  /// @throws LibraryException if the library cannot be opened or written; what was committed stays
  public Outcome run(Path folder, IndexProgress progress) {
    long start = System.nanoTime();
    var next = Indexer.libraryModel(model, model.imageEncoder().dimension());
    try (var writer = LibraryWriter.openExisting(folder);
        var reader = LibraryReader.open(folder)) {
      if (!isSearchedWith(writer, next)) {
        writer.setState(writer.state().withOther(next));
        writer.commit(); // so that it is known what the second vectors are of
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

  /// Brings each image that lacks a vector to the model and back.
  private final class Filling implements IndexPipeline.Steps {
    private final String fingerprint;
    private final LibraryWriter writer;
    private final LibraryReader reader;
    private final IndexProgress progress;
    private final IndexPipeline pipeline;
    private final ImageReading photos;
    private final List<SkippedFile> left = Collections.synchronizedList(new ArrayList<>());
    private long lastCommitMillis = settings.clock().millis();

    Filling(
        String fingerprint, LibraryWriter writer, LibraryReader reader, IndexProgress progress) {
      this.fingerprint = fingerprint;
      this.writer = writer;
      this.reader = reader;
      this.progress = progress;
      this.pipeline = new IndexPipeline(model::imageEncoder, settings.threads(), progress);
      this.photos =
          new ImageReading(
              decoder,
              limits,
              () -> model.imageEncoder().preprocessor(),
              settings.fullDecode(),
              progress);
    }

    void run() {
      progress.setTotal(reader.size() - reader.sizeOf(fingerprint));
      try (pipeline) {
        pipeline.start(this);
        reader.forEach(this::submit);
        pipeline.finish();
      }
    }

    private void submit(StoredVector stored) {
      if (stored.embedding(fingerprint).isPresent() || progress.stopped()) {
        return;
      }
      IndexedFile first = stored.image().files().getFirst();
      pipeline.submit(
          new PendingFile(
              first, SidecarPaths.NOTHING, List.of(), Optional.of(stored.image().id()), false));
    }

    @Override
    public void read(PendingFile work) {
      String id = work.previousId().orElseThrow();
      List<IndexedFile> files = reader.image(id).orElseThrow().files();
      var problem =
          new SkippedFile(
              work.file().path(), "MISSING", "its file is not here: bring its folder back");
      for (IndexedFile file : files) {
        Optional<IndexedFile> now = FileStamp.of(file.path());
        if (now.isEmpty()) {
          continue;
        }
        switch (photos.read(now.get(), found -> !found.equals(id))) {
          case Reading.Fresh picture -> {
            pipeline.encode(work, picture);
            return;
          }
          case Reading.Known changed ->
              problem =
                  new SkippedFile(
                      changed.file().path(),
                      "CHANGED",
                      "it has changed since it was indexed: run sightline index first");
          case Reading.Unreadable bad ->
              problem = new SkippedFile(bad.file().path(), bad.reason(), bad.detail());
        }
      }
      left.add(problem);
      progress.fileDone();
    }

    @Override
    public void encoded(PendingFile work, Reading.Fresh picture, float[] vector) {
      StoredVector stored = reader.stored(picture.id()).orElseThrow();
      StoredVector hashed =
          stored.image().facts().hash().isPresent()
              ? stored
              : picture.facts().hash().map(stored::withHash).orElse(stored);
      writer.put(hashed.with(fingerprint, new Embedding(vector, picture.pixels())));
      progress.imageWritten();
      progress.fileDone();
    }

    @Override
    public void refused(PendingFile work, Reading.Fresh picture, String why) {
      left.add(new SkippedFile(work.file().path(), "ENCODING", why));
      progress.fileDone();
    }

    @Override
    public void written() {
      if (settings.clock().millis() - lastCommitMillis >= COMMIT_EVERY.toMillis()) {
        writer.commit();
        lastCommitMillis = settings.clock().millis();
      }
    }
  }
}
