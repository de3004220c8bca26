package dev.sightline.indexer;

import dev.sightline.images.DecodeLimits;
import dev.sightline.images.ImageDecoder;
import dev.sightline.indexer.EncodingStage.Decoded;
import dev.sightline.indexer.IndexProgress.Stage;
import dev.sightline.indexer.PhotoReader.Reading;
import dev.sightline.library.IndexedFile;
import dev.sightline.library.IndexedLibrary;
import dev.sightline.library.KnownFiles;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.QuarantinedFile;
import dev.sightline.library.StoredPath;
import dev.sightline.library.StoredVector;
import dev.sightline.library.WritableLibrary;
import dev.sightline.models.ClipModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// One run: the walk on the caller's thread feeds a [PhotoPipeline].
final class IndexRun {
  private final ClipModel model;
  private final ImageDecoder decoder;
  private final DecodeLimits limits;
  private final IndexSettings settings;
  private final WritableLibrary writer;
  private final IndexedLibrary reader;
  private final IndexProgress progress;
  private final ImageClaims claims;
  private final LibraryKeeper keeper;
  private final OutcomeBook book;
  private final SecondChance secondChance;
  private final RunScope scope;
  private final Settling settling;
  private final Runnable pace;

  private final PhotoPipeline pipeline;

  private final List<SkippedFile> unreadable = Collections.synchronizedList(new ArrayList<>());
  private final List<Path> linksNotEntered = new ArrayList<>();
  private final List<Path> missingRoots = new ArrayList<>();
  private long otherFiles;
  private boolean counting;

  IndexRun(
      ClipModel model,
      ImageDecoder decoder,
      DecodeLimits limits,
      IndexSettings settings,
      WritableLibrary writer,
      IndexedLibrary reader,
      IndexProgress progress,
      Task task) {
    this.model = model;
    this.decoder = decoder;
    this.limits = limits;
    this.settings = settings;
    this.writer = writer;
    this.reader = reader;
    this.progress = progress;
    this.scope = task.scope();
    this.settling = task.settling();
    this.pace = task.pace();
    this.claims = new ImageClaims(reader::contains);
    this.keeper =
        new LibraryKeeper(
            writer,
            reader,
            progress,
            claims,
            settings.clock(),
            settings.version(),
            decoder::systemDecoders);
    this.pipeline = new PhotoPipeline(model::imageEncoder, settings.threads(), progress);
    this.secondChance = new SecondChance(settings.version(), decoder::systemDecoders);
    this.book = new OutcomeBook(keeper, claims, progress, this::readAgain, settling);
  }

  /// A file to read, and what the library knew of it.
  ///
  /// @param nearby where to read what lies beside it
  /// @param companions raw files that are shown as part of it
  /// @param previousId the image it was, if it was one
  /// @param onlyBeside whether the file itself is as it was
  record Work(
      IndexedFile file,
      Nearby nearby,
      List<Work> companions,
      Optional<String> previousId,
      boolean onlyBeside) {
    /// The same work on the file as it is now.
    Work with(IndexedFile now) {
      return new Work(now, nearby, companions, previousId, onlyBeside);
    }
  }

  /// What a run is to do.
  ///
  /// @param scope where to look
  /// @param settling what to do with files that are being written
  /// @param pace is called before each file that is read, and may take its time
  record Task(RunScope scope, Settling settling, Runnable pace) {}

  IndexReport run() {
    long start = System.nanoTime();
    boolean complete;
    try (KnownFiles known = reader.knownFiles();
        pipeline) {
      pipeline.start(new Indexing(photoReader()));
      var comparison =
          new FileComparison(
              known,
              this::triesAgain,
              this::submit,
              book,
              this::unreadable,
              linksNotEntered::add,
              settling,
              progress);
      complete = walkRoots(known, comparison);
      otherFiles = comparison.otherFiles();
      pipeline.finish();
      if (complete && forgets()) {
        book.forgetWhatIsGone(
            visitor -> scope.forEachUnseen(known, writer.state().roots(), visitor),
            this::isKnownToBeGone);
      }
    }
    finish(complete);
    return report(complete, Duration.ofNanos(System.nanoTime() - start));
  }

  /// Among the files that were put off may be one that was moved here from where it is gone.
  private boolean forgets() {
    return scope.isEverything() || settling.putOff().isEmpty();
  }

  /// Sends a file on to be read. The first one begins the count of all files, for whoever waits:
  /// where nothing has changed a second walk would only make the first one slower.
  private void submit(Work work) {
    if (!counting) {
      counting = true;
      pipeline.startBeside("counting", this::countFiles);
    }
    pipeline.submit(work);
  }

  private PhotoReader photoReader() {
    return new PhotoReader(
        decoder,
        limits,
        () -> model.imageEncoder().preprocessor(),
        settings.fullDecode(),
        progress);
  }

  /// What becomes of each file.
  private final class Indexing implements PhotoPipeline.Steps {
    private final PhotoReader photos;

    Indexing(PhotoReader photos) {
      this.photos = photos;
    }

    @Override
    public void read(Work found) {
      Work work = withAnnotations(found);
      if (work.onlyBeside()) {
        pipeline.write(() -> book.annotated(work, work.file()));
        return;
      }
      pace.run();
      switch (photos.read(work.file(), id -> !claims.claim(id))) {
        case Reading.Known known -> pipeline.write(() -> book.known(work, known));
        case Reading.Unreadable bad when settling.isUnfinished(bad.file(), bad.reason()) ->
            pipeline.write(() -> book.putOff(work, bad));
        case Reading.Unreadable bad -> pipeline.write(() -> book.unreadable(work, bad));
        case Reading.Fresh picture -> decoded(work, picture);
      }
    }

    private void decoded(Work work, Reading.Fresh picture) {
      Optional<StoredVector> same = reader.withPixels(picture.pixels());
      if (same.isPresent()) {
        float[] vector = same.get().vector();
        pipeline.write(() -> book.taken(work, picture, vector));
      } else {
        pipeline.encode(work, picture);
      }
    }

    @Override
    public void encoded(Work work, Reading.Fresh picture, float[] vector) {
      book.encoded(work, picture, vector);
    }

    @Override
    public void refused(Work work, Reading.Fresh picture, String why) {
      book.refused(work, picture, why);
    }

    @Override
    public void written() {
      keeper.commitIfDue();
    }
  }

  private Work withAnnotations(Work work) {
    IndexedFile file = work.file();
    return work.with(file.with(work.nearby().read(file.beside(), this::unreadable)));
  }

  private void unreadable(Path path, String reason) {
    unreadable.add(new SkippedFile(path, "UNREADABLE", reason));
  }

  /// On the writing thread, for the rare file whose image left the library while it was on its way,
  /// or that turns out to be an image of its own.
  private void readAgain(Work again) {
    Work work = withAnnotations(again);
    switch (photoReader().read(work.file(), id -> keeper.has(id) || !claims.claim(id))) {
      case Reading.Known known -> book.known(work, known);
      case Reading.Unreadable bad -> book.unreadable(work, bad);
      case Reading.Fresh fresh ->
          new EncodingStage(model.imageEncoder(), progress)
              .encode(
                  List.of(new Decoded(work, fresh)),
                  (it, vector) -> book.encoded(it.work(), it.picture(), vector),
                  (it, why) -> book.refused(it.work(), it.picture(), why));
    }
  }

  private boolean walkRoots(KnownFiles known, FileComparison comparison) {
    List<LibraryRoot> roots = writer.state().roots();
    for (LibraryRoot root : roots) {
      if (!scope.concerns(root, roots)) {
        continue;
      }
      if (!FolderWalk.isThere(root.folder()) || MountPoint.lacksItsDisk(root.folder(), known)) {
        missingRoots.add(root.folder());
        continue;
      }
      if (!walk(root, comparison)) {
        return false;
      }
    }
    return true;
  }

  private boolean walk(LibraryRoot root, FolderWalk.Visitor visitor) {
    List<LibraryRoot> roots = writer.state().roots();
    var walk = FolderWalk.of(root, roots, reader.folder(), writer.state().captions());
    return scope.walk(walk, root, roots, visitor);
  }

  private boolean triesAgain(Path path) {
    return settings.retry() || reader.quarantinedAt(path).map(secondChance::isDue).orElse(false);
  }

  private void countFiles() {
    var counter =
        new FolderWalk.Visitor() {
          private long files;

          @Override
          public boolean looksBeside() {
            return false;
          }

          @Override
          public boolean image(FolderWalk.Found found) {
            files++;
            return !progress.stopped();
          }

          @Override
          public void other() {}

          @Override
          public void unreadable(Path path, String reason) {}
        };
    for (LibraryRoot root : writer.state().roots()) {
      walk(root, counter);
    }
    progress.setTotal(counter.files);
  }

  /// A file that the walk did not show is gone, unless it lies under no root, its root is not there
  /// or something above it could not be read. What lies under no root was imported or merged: this
  /// run did not look there, so it says nothing about it.
  private boolean isKnownToBeGone(Path path) {
    return writer.state().roots().stream()
            .anyMatch(root -> StoredPath.liesUnder(path, root.folder()))
        && missingRoots.stream().noneMatch(root -> StoredPath.liesUnder(path, root))
        && linksNotEntered.stream().noneMatch(path::startsWith)
        && unreadable.stream().noneMatch(skipped -> path.startsWith(skipped.path()));
  }

  /// Linked folders that a walk of a part met and did not enter.
  List<Path> linksNotEntered() {
    return List.copyOf(linksNotEntered);
  }

  private void finish(boolean complete) {
    if (!scope.isEverything() && !writer.hasUncommittedChanges()) {
      return; // a part with nothing new in it: no commit, for which every reader would step on
    }
    if (complete) {
      writer.setState(writer.state().withLastRun(settings.clock().millis()));
    }
    keeper.commit();
  }

  private IndexReport report(boolean complete, Duration took) {
    var skipped = new ArrayList<>(unreadable);
    for (QuarantinedFile file : reader.quarantined()) {
      if (scope.covers(file.file().path())) {
        skipped.add(new SkippedFile(file.file().path(), file.reason(), file.detail()));
      }
    }
    return new IndexReport(
        book.added(),
        book.changed(),
        book.moved(),
        book.removed(),
        book.unchanged(),
        skipped,
        otherFiles,
        missingRoots,
        complete,
        took,
        progress.embedded(),
        Duration.ofNanos(progress.embeddingNanos()),
        new IndexReport.StageTimes(
            spent(Stage.READ),
            spent(Stage.DECODE),
            spent(Stage.PREPROCESS),
            spent(Stage.ENCODE),
            spent(Stage.WRITE)));
  }

  private Duration spent(Stage stage) {
    return Duration.ofNanos(progress.nanos(stage));
  }
}
