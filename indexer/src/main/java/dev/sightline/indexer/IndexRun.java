package dev.sightline.indexer;

import dev.sightline.images.DecodeLimits;
import dev.sightline.images.ImageDecoder;
import dev.sightline.indexer.EncodingStage.Decoded;
import dev.sightline.indexer.IndexProgress.Stage;
import dev.sightline.indexer.PhotoReader.Reading;
import dev.sightline.library.Annotations;
import dev.sightline.library.IndexedFile;
import dev.sightline.library.KnownFiles;
import dev.sightline.library.LibraryReader;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.LibraryWriter;
import dev.sightline.library.QuarantinedFile;
import dev.sightline.library.StoredVector;
import dev.sightline.models.ClipModel;
import dev.sightline.models.ImageEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  private final BoundedQueue<Work> toRead = new BoundedQueue<>(FILES_WAITING);
  private final BoundedQueue<Decoded> toEncode = new BoundedQueue<>(1);
  private final BoundedQueue<Runnable> toWrite = new BoundedQueue<>(OUTCOMES_WAITING);

  private final List<SkippedFile> unreadable = Collections.synchronizedList(new ArrayList<>());
  private final List<Path> missingRoots = new ArrayList<>();
  private long otherFiles;

  IndexRun(
      ClipModel model,
      ImageDecoder decoder,
      DecodeLimits limits,
      IndexSettings settings,
      LibraryWriter writer,
      LibraryReader reader,
      IndexProgress progress) {
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
    this.book = new OutcomeBook(keeper, claims, progress, this::readAgain);
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

  IndexReport run() {
    long start = System.nanoTime();
    boolean complete;
    try (KnownFiles known = reader.knownFiles();
        var stages = new Stages(List.of(toRead, toEncode, toWrite))) {
      startStages(stages);
      stages.start("counting", this::countFiles);
      var comparison =
          new FileComparison(
              known, this::triesAgain, toRead::put, book, this::unreadable, progress);
      complete = walkRoots(comparison);
      otherFiles = comparison.otherFiles();
      toRead.end();
      stages.awaitAll();
      if (complete) {
        book.forgetWhatIsGone(known, this::isKnownToBeGone);
      }
    }
    finish(complete);
    return report(complete, Duration.ofNanos(System.nanoTime() - start));
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
      Work file = withAnnotations(work);
      if (file.onlyBeside()) {
        toWrite.put(() -> book.annotated(file, file.file()));
        continue;
      }
      switch (photos.read(file.file(), id -> !claims.claim(id))) {
        case Reading.Known known -> toWrite.put(() -> book.known(file, known));
        case Reading.Unreadable bad -> toWrite.put(() -> book.unreadable(file, bad));
        case Reading.Fresh fresh -> decoded(file, fresh);
      }
    }
  }

  private Work withAnnotations(Work work) {
    IndexedFile file = work.file();
    Annotations read = work.nearby().read(this::unreadable);
    return work.with(file.with(file.beside().withAnnotations(read)));
  }

  private void unreadable(Path path, String reason) {
    unreadable.add(new SkippedFile(path, "UNREADABLE", reason));
  }

  private void decoded(Work file, Reading.Fresh picture) {
    Optional<StoredVector> same = reader.withPixels(picture.pixels());
    if (same.isPresent()) {
      float[] vector = same.get().vector();
      toWrite.put(() -> book.seenBefore(file, picture, vector));
    } else {
      toEncode.put(new Decoded(file, picture));
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
  private void readAgain(Work again) {
    Work work = withAnnotations(again);
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

  private boolean walkRoots(FileComparison comparison) {
    for (LibraryRoot root : writer.state().roots()) {
      if (!FolderWalk.isThere(root.folder())) {
        missingRoots.add(root.folder());
        continue;
      }
      if (!walk(root).walk(comparison)) {
        return false;
      }
    }
    return true;
  }

  private boolean triesAgain(Path path) {
    return settings.retry() || reader.quarantinedAt(path).map(secondChance::isDue).orElse(false);
  }

  private FolderWalk walk(LibraryRoot root) {
    return new FolderWalk(root, otherRoots(root), writer.state().captions());
  }

  private Set<Path> otherRoots(LibraryRoot root) {
    var others = new HashSet<Path>();
    writer.state().roots().forEach(it -> others.add(it.folder()));
    others.remove(root.folder());
    return others;
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
      walk(root).walk(counter);
    }
    progress.setTotal(counter.files);
  }

  /// A file that the walk did not show is gone, unless its root is not there or something above it
  /// could not be read.
  private boolean isKnownToBeGone(Path path) {
    return missingRoots.stream().noneMatch(path::startsWith)
        && unreadable.stream().noneMatch(skipped -> path.startsWith(skipped.path()));
  }

  private void finish(boolean complete) {
    if (complete) {
      writer.setState(writer.state().withLastRun(settings.clock().millis()));
    }
    keeper.commit();
  }

  private IndexReport report(boolean complete, Duration took) {
    var skipped = new ArrayList<>(unreadable);
    for (QuarantinedFile file : reader.quarantined()) {
      skipped.add(new SkippedFile(file.file().path(), file.reason(), file.detail()));
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
