package dev.sightline.indexer;

import dev.sightline.images.DecodeLimits;
import dev.sightline.images.ImageDecoder;
import dev.sightline.indexer.EncodingStage.Decoded;
import dev.sightline.indexer.IndexProgress.Stage;
import dev.sightline.indexer.PhotoReader.Reading;
import dev.sightline.library.IndexedFile;
import dev.sightline.library.KnownFiles;
import dev.sightline.library.LibraryReader;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.LibraryWriter;
import dev.sightline.library.QuarantinedFile;
import dev.sightline.models.ClipModel;
import dev.sightline.models.ImageEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// One run: the walk on the caller's thread, reading on some, the model on some, the library on
/// one, with bounded queues between.
///
/// On a CPU as many threads read and decode as there are cores, and as many run the model, each
/// call on its own thread. Whichever side is slower gets the cores: when pictures pile up before
/// the model the readers wait at the queue, when they run out the model's threads wait, and no core
/// waits for another (see `docs/decisions/0012-threads.md`).
final class IndexRun {
  /// Paths are small; enough that the walk never keeps the readers waiting.
  private static final int FILES_WAITING = 256;

  private static final int OUTCOMES_WAITING = 256;

  /// Batches that wait for each call of the model: one is taken, one is being filled.
  private static final int BATCHES_WAITING = 2;

  private final ClipModel model;
  private final ImageDecoder decoder;
  private final DecodeLimits limits;
  private final IndexSettings settings;
  private final LibraryWriter writer;
  private final LibraryReader reader;
  private final IndexProgress progress;
  private final ImageClaims claims;
  private final LibraryKeeper keeper;
  private final OutcomeBook book;
  private final SecondChance secondChance;
  private final RunScope scope;
  private final Settling settling;
  private final Runnable pace;

  private final BoundedQueue<Work> toRead = new BoundedQueue<>(FILES_WAITING);
  private final BoundedQueue<Decoded> toEncode = new BoundedQueue<>(1);
  private final BoundedQueue<Runnable> toWrite = new BoundedQueue<>(OUTCOMES_WAITING);

  private final List<SkippedFile> unreadable = new ArrayList<>();
  private final List<Path> linksNotEntered = new ArrayList<>();
  private final List<Path> missingRoots = new ArrayList<>();
  private long otherFiles;

  IndexRun(
      ClipModel model,
      ImageDecoder decoder,
      DecodeLimits limits,
      IndexSettings settings,
      LibraryWriter writer,
      LibraryReader reader,
      IndexProgress progress,
      Task task) {
    this.scope = task.scope();
    this.settling = task.settling();
    this.pace = task.pace();
    this.model = model;
    this.decoder = decoder;
    this.limits = limits;
    this.settings = settings;
    this.writer = writer;
    this.reader = reader;
    this.progress = progress;
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
    this.secondChance = new SecondChance(settings.version(), decoder::systemDecoders);
    this.book = new OutcomeBook(keeper, claims, progress, this::readAgain, settling);
  }

  /// A file to read, and what the library knew of it.
  ///
  /// @param previousId the image it was, if it was one
  record Work(IndexedFile file, Optional<String> previousId) {}

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
        var stages = new Stages(List.of(toRead, toEncode, toWrite))) {
      startStages(stages);
      stages.start("counting", this::countFiles);
      complete = walkRoots(known);
      toRead.end();
      stages.awaitAll();
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

  private void startStages(Stages stages) {
    startSeveral(stages, "reading", _ -> readFiles(), toEncode::end);
    startSeveral(stages, "encoding", this::encodePictures, toWrite::end);
    stages.start("writing", this::writeOutcomes);
  }

  /// Starts a stage on several threads.
  ///
  /// @param stage takes the number of its thread, from 0
  /// @param end what the last of them does when it is done
  private void startSeveral(Stages stages, String name, IntConsumer stage, Runnable end) {
    var running = new AtomicInteger(settings.threads());
    for (int i = 0; i < settings.threads(); i++) {
      int number = i;
      stages.start(
          name,
          () -> {
            stage.accept(number);
            if (running.decrementAndGet() == 0) {
              end.run();
            }
          });
    }
  }

  private PhotoReader photoReader() {
    return new PhotoReader(
        decoder,
        limits,
        () -> model.imageEncoder().preprocessor(),
        settings.fullDecode(),
        progress);
  }

  private void readFiles() {
    PhotoReader photos = photoReader();
    Work work;
    while ((work = toRead.take()) != null) {
      if (progress.stopped()) {
        continue; // what waits to be read is left for the next run
      }
      pace.run();
      Work file = work;
      switch (photos.read(file.file(), id -> !claims.claim(id))) {
        case Reading.Known known -> toWrite.put(() -> book.known(file, known));
        case Reading.Unreadable bad when settling.isUnfinished(bad.file(), bad.reason()) ->
            toWrite.put(() -> book.putOff(file, bad));
        case Reading.Unreadable bad -> toWrite.put(() -> book.unreadable(file, bad));
        case Reading.Fresh fresh -> toEncode.put(new Decoded(file, fresh));
      }
    }
  }

  /// @param lane the number of this thread among those that run the model
  private void encodePictures(int lane) {
    List<Decoded> batch = toEncode.takeUpTo(1);
    if (batch.isEmpty()) {
      return; // nothing new in the whole run: the model was never loaded
    }
    ImageEncoder encoder = model.imageEncoder();
    int lanes = encoder.lanes(settings.threads());
    toEncode.setCapacity(BATCHES_WAITING * lanes * encoder.batch());
    var stage = new EncodingStage(encoder, progress);
    while (!batch.isEmpty()) {
      stage.encode(
          batch,
          (it, vector) -> toWrite.put(() -> book.encoded(it.work(), it.picture(), vector)),
          (it, why) -> toWrite.put(() -> book.refused(it.work(), it.picture(), why)));
      batch = lane < lanes ? toEncode.takeUpTo(encoder.batch()) : List.of();
    }
  }

  /// On the writing thread, for the rare file whose image left the library while it was on its way.
  private void readAgain(Work work) {
    switch (photoReader().read(work.file(), _ -> false)) {
      case Reading.Known known ->
          throw new IllegalStateException("asked to decode in any case: " + known.file());
      case Reading.Unreadable bad -> book.unreadable(work, bad);
      case Reading.Fresh fresh ->
          new EncodingStage(model.imageEncoder(), progress)
              .encode(
                  List.of(new Decoded(work, fresh)),
                  (it, vector) -> book.encoded(it.work(), it.picture(), vector),
                  (it, why) -> book.refused(it.work(), it.picture(), why));
    }
  }

  private void writeOutcomes() {
    Runnable outcome;
    while ((outcome = toWrite.take()) != null) {
      outcome.run();
      keeper.commitIfDue();
    }
  }

  private boolean walkRoots(KnownFiles known) {
    List<LibraryRoot> roots = writer.state().roots();
    for (LibraryRoot root : roots) {
      if (!scope.concerns(root, roots)) {
        continue;
      }
      if (!FolderWalk.isThere(root.folder())) {
        missingRoots.add(root.folder());
        continue;
      }
      if (!walk(root, new Comparing(known))) {
        return false;
      }
    }
    return true;
  }

  private boolean walk(LibraryRoot root, FolderWalk.Visitor visitor) {
    List<LibraryRoot> roots = writer.state().roots();
    return scope.walk(FolderWalk.of(root, roots, reader.folder()), root, roots, visitor);
  }

  /// Compares what the walk shows with what the library knows, and sends on what has to be read.
  private final class Comparing implements FolderWalk.Visitor {
    private final KnownFiles known;

    Comparing(KnownFiles known) {
      this.known = known;
    }

    @Override
    public boolean image(IndexedFile file) {
      if (progress.stopped()) {
        return false;
      }
      if (!isText(file.path())) {
        unreadable(file.path(), "its name is not valid UTF-8: rename it, for instance with convmv");
        progress.fileDone();
        return true;
      }
      Optional<KnownFiles.Known> before = known.lookUp(file.path());
      boolean setAside = before.isPresent() && before.get().imageId().isEmpty();
      boolean same = before.isPresent() && before.get().file().equals(file);
      if (same && !(setAside && triesAgain(file.path()))) {
        book.unchanged(setAside);
        return true;
      }
      if (settling.putsOffMoving(file)) {
        progress.fileDone();
        return true;
      }
      toRead.put(new Work(file, before.flatMap(KnownFiles.Known::imageId)));
      return true;
    }

    private boolean triesAgain(Path path) {
      return settings.retry() || reader.quarantinedAt(path).map(secondChance::isDue).orElse(false);
    }

    /// A name that is no text in this system's encoding cannot be stored and found again.
    private static boolean isText(Path path) {
      return Path.of(path.toString()).equals(path);
    }

    @Override
    public void other() {
      otherFiles++;
    }

    @Override
    public void unreadable(Path path, String reason) {
      unreadable.add(new SkippedFile(path, "UNREADABLE", reason));
    }

    @Override
    public void link(Path folder) {
      linksNotEntered.add(folder);
    }
  }

  private void countFiles() {
    var counter =
        new FolderWalk.Visitor() {
          private long files;

          @Override
          public boolean image(IndexedFile file) {
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

  /// A file that the walk did not show is gone, unless its root is not there or something above it
  /// could not be read.
  private boolean isKnownToBeGone(Path path) {
    return missingRoots.stream().noneMatch(path::startsWith)
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
