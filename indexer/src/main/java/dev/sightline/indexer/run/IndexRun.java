package dev.sightline.indexer.run;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.indexer.pipeline.CommitStage;
import dev.sightline.indexer.pipeline.EncodingStage;
import dev.sightline.indexer.pipeline.EncodingStage.Decoded;
import dev.sightline.indexer.pipeline.ImageReading;
import dev.sightline.indexer.pipeline.ImageReading.Reading;
import dev.sightline.indexer.pipeline.InFlightImages;
import dev.sightline.indexer.pipeline.IndexPipeline;
import dev.sightline.indexer.pipeline.PendingFile;
import dev.sightline.indexer.pipeline.RetryPolicy;
import dev.sightline.indexer.pipeline.WriteQuiescence;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexProgress.Stage;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.indexer.report.SkippedFile;
import dev.sightline.indexer.walk.FolderWalk;
import dev.sightline.indexer.walk.MetadataVersion;
import dev.sightline.indexer.walk.Mounts;
import dev.sightline.indexer.walk.RunScope;
import dev.sightline.library.IndexedLibrary;
import dev.sightline.library.KnownFiles;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.LibraryState;
import dev.sightline.library.WritableLibrary;
import dev.sightline.library.image.IndexedFile;
import dev.sightline.library.image.QuarantinedFile;
import dev.sightline.library.image.StoredVector;
import dev.sightline.models.ClipModel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One run: the walk on the caller's thread feeds a [IndexPipeline].
public final class IndexRun {
  private static final String UNREADABLE = "UNREADABLE";

  private final ClipModel model;
  private final ImageDecoder decoder;
  private final DecodeLimits limits;
  private final IndexSettings settings;
  private final WritableLibrary writer;
  private final IndexedLibrary reader;
  private final IndexProgress progress;
  private final InFlightImages claims;
  private final CommitStage keeper;
  private final IndexOutcomes book;
  private final RetryPolicy secondChance;
  private final RunScope scope;
  private final WriteQuiescence settling;
  private final Runnable pace;
  private final RecentRemovals recent;
  private final Set<Path> quarantinedPaths;

  private final IndexPipeline pipeline;

  private final List<SkippedFile> unreadable = Collections.synchronizedList(new ArrayList<>());

  /// What the walk could not look at: folders, and names that are no text.
  private final List<SkippedFile> notWalked = new ArrayList<>();

  /// Files to be read once more alone: others that were decoded beside them may have taken the
  /// memory.
  private final List<PendingFile> outOfMemory = Collections.synchronizedList(new ArrayList<>());

  private final List<Path> linksNotEntered = new ArrayList<>();
  private final MissingFiles missing;
  private long otherFiles;
  private boolean counting;
  private boolean decided;

  public IndexRun(
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
    this.recent = task.recent();
    this.quarantinedPaths =
        reader.quarantined().stream().map(it -> it.file().path()).collect(Collectors.toSet());
    this.claims = new InFlightImages(reader::contains);
    this.keeper =
        new CommitStage(
            writer,
            reader,
            progress,
            claims,
            settings.clock(),
            settings.version(),
            decoder::systemDecoders);
    this.pipeline = new IndexPipeline(model::imageEncoder, settings.threads(), progress);
    this.secondChance =
        new RetryPolicy(
            settings.version(), decoder::systemDecoders, Runtime.getRuntime().maxMemory());
    this.missing =
        new MissingFiles(
            writer.state().roots(),
            writer.state(),
            task.mounts(),
            scope,
            this::rules,
            settings.prune(),
            this::isNotLookedAt,
            keeper::gainedAPath);
    this.book = new IndexOutcomes(keeper, claims, progress, this::readAgain, settling);
  }

  /// What a run is to do.
  ///
  /// @param scope where to look
  /// @param settling what to do with files that are being written
  /// @param pace is called before each file that is read, and may take its time
  /// @param mounts where file systems are mounted
  /// @param recent what runs of the same watch have removed just now
  public record Task(
      RunScope scope,
      WriteQuiescence settling,
      Runnable pace,
      Mounts mounts,
      RecentRemovals recent) {}

  public IndexReport run() {
    long start = System.nanoTime();
    boolean complete;
    try (KnownFiles known = reader.knownFiles();
        pipeline) {
      pipeline.start(new Indexing(photoReader()));
      var comparison =
          new ChangeDetector(
              known,
              this::quarantinedAt,
              this::triesAgain,
              path -> pipeline.write(() -> book.readableAgain(path)),
              this::submit,
              book,
              this::notWalked,
              linksNotEntered::add,
              missing,
              settling,
              progress);
      complete = walkRoots(known, comparison);
      otherFiles = comparison.otherFiles();
      pipeline.finish();
      outOfMemory.stream().filter(_ -> !progress.stopped()).forEach(this::readAgain);
      quarantineWhatWasNotWalked();
      if (complete && forgets()) {
        forgetWhatIsGone(known);
      }
    }
    finish(complete);
    return report(complete, Duration.ofNanos(System.nanoTime() - start));
  }

  private void forgetWhatIsGone(KnownFiles known) {
    List<LibraryRoot> roots = writer.state().roots();
    missing.plan(visitor -> scope.forEachUnseen(known, roots, visitor), known, recent);
    missing.addTo(recent);
    scope.forEachUnseen(
        known,
        roots,
        file -> {
          if (missing.leaves(file)) {
            book.forget(file);
          }
        });
    decided = true;
  }

  /// Among the files that were put off may be one that was moved here from where it is gone.
  private boolean forgets() {
    return scope.isEverything() || settling.putOff().isEmpty();
  }

  /// Sends a file on to be read. The first one begins the count of all files, for whoever waits:
  /// where nothing has changed a second walk would only make the first one slower.
  private void submit(PendingFile work) {
    if (!counting) {
      counting = true;
      pipeline.startBeside("counting", this::countFiles);
    }
    pipeline.submit(work);
  }

  private ImageReading photoReader() {
    return new ImageReading(
        decoder,
        limits,
        () -> model.imageEncoder().preprocessor(),
        settings.fullDecode(),
        progress,
        this::hasOutdatedFacts);
  }

  /// What becomes of each file.
  private final class Indexing implements IndexPipeline.Steps {
    private final ImageReading photos;

    Indexing(ImageReading photos) {
      this.photos = photos;
    }

    @Override
    public void read(PendingFile found) {
      PendingFile work = withAnnotations(found);
      if (work.onlyBeside()) {
        pipeline.write(() -> book.annotated(work, work.file()));
        return;
      }
      pace.run();
      switch (photos.read(work.file(), id -> !claims.claim(id))) {
        case Reading.Known known -> pipeline.write(() -> book.known(work, known));
        case Reading.Unreadable bad when bad.reason().equals(ImageReading.OUT_OF_MEMORY) -> {
          bad.id().ifPresent(id -> claims.release(List.of(id)));
          outOfMemory.add(work);
        }
        case Reading.Unreadable bad when settling.isUnfinished(bad.file(), bad.reason()) ->
            pipeline.write(() -> book.putOff(work, bad));
        case Reading.Unreadable bad -> pipeline.write(() -> book.unreadable(work, bad));
        case Reading.Fresh picture -> decoded(work, picture);
      }
    }

    private void decoded(PendingFile work, Reading.Fresh picture) {
      Optional<StoredVector> same = reader.withPixels(picture.pixels());
      if (same.isPresent()) {
        float[] vector = same.get().vector();
        pipeline.write(() -> book.taken(work, picture, vector));
      } else {
        pipeline.encode(work, picture);
      }
    }

    @Override
    public void encoded(PendingFile work, Reading.Fresh picture, float[] vector) {
      book.encoded(work, picture, vector);
    }

    @Override
    public void refused(PendingFile work, Reading.Fresh picture, String why) {
      book.refused(work, picture, why);
    }

    @Override
    public void written() {
      keeper.commitIfDue();
    }
  }

  private PendingFile withAnnotations(PendingFile work) {
    IndexedFile file = work.file();
    return work.with(file.with(work.nearby().read(file.beside(), this::unreadable)));
  }

  private void notWalked(Path path, String reason) {
    Path named = asText(path);
    unreadable(named, reason);
    notWalked.add(new SkippedFile(named, UNREADABLE, reason));
  }

  /// A path that a library can keep: where a name is no text in the system's encoding, as it is
  /// shown.
  private static Path asText(Path path) {
    try {
      return Path.of(path.toString());
    } catch (InvalidPathException e) {
      return Path.of(path.toString().replace('\ufffd', '?'));
    }
  }

  /// So that the library lists it until a run can look there again. Most is there from the last
  /// run.
  private void quarantineWhatWasNotWalked() {
    for (SkippedFile skipped : notWalked) {
      boolean same =
          quarantinedAt(skipped.path())
              .filter(it -> it.reason().equals(skipped.reason()))
              .filter(it -> it.detail().equals(skipped.detail()))
              .isPresent();
      if (!same) {
        book.notWalked(new IndexedFile(skipped.path(), 0, 0, ""), skipped);
      }
    }
  }

  private void unreadable(Path path, String reason) {
    unreadable.add(new SkippedFile(path, UNREADABLE, reason));
  }

  /// On the writing thread, for the rare file whose image left the library while it was on its way,
  /// or that turns out to be an image of its own.
  private void readAgain(PendingFile again) {
    PendingFile work = withAnnotations(again);
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

  private boolean walkRoots(KnownFiles known, ChangeDetector comparison) {
    List<LibraryRoot> roots = writer.state().roots();
    for (LibraryRoot root : roots) {
      if (!scope.concerns(root, roots)) {
        continue;
      }
      if (missing.begin(root, known) && !walk(root, comparison)) {
        return false;
      }
    }
    return true;
  }

  private boolean walk(LibraryRoot root, FolderWalk.Visitor visitor) {
    return scope.walk(rules(root), root, writer.state().roots(), visitor);
  }

  private boolean triesAgain(QuarantinedFile file) {
    return settings.retry() || secondChance.isDue(file);
  }

  /// Most files are not quarantined, and most libraries have few that are: those are known by path.
  private Optional<QuarantinedFile> quarantinedAt(Path path) {
    return quarantinedPaths.contains(path) ? reader.quarantinedAt(path) : Optional.empty();
  }

  private boolean hasOutdatedFacts(String id) {
    return reader.stored(id).stream()
        .flatMap(stored -> stored.image().files().stream())
        .anyMatch(file -> file.metadataVersion() < MetadataVersion.CURRENT);
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

  /// What lies below a link that was not entered, or something that could not be read, is not known
  /// to be gone.
  private boolean isNotLookedAt(Path path) {
    return linksNotEntered.stream().anyMatch(path::startsWith)
        || unreadable.stream().anyMatch(skipped -> path.startsWith(skipped.path()));
  }

  private FolderWalk rules(LibraryRoot root) {
    return FolderWalk.of(root, writer.state().roots(), reader.folder(), writer.state().captions());
  }

  /// Linked folders that a walk of a part met and did not enter.
  public List<Path> linksNotEntered() {
    return List.copyOf(linksNotEntered);
  }

  private void finish(boolean complete) {
    if (decided) {
      LibraryState noted = missing.noteIn(writer.state());
      if (!noted.equals(writer.state())) {
        writer.setState(noted);
        keeper.commit();
      }
    }
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
    Set<Path> told = notWalked.stream().map(SkippedFile::path).collect(Collectors.toSet());
    for (QuarantinedFile file : reader.quarantined()) {
      if (scope.covers(file.file().path()) && !told.contains(file.file().path())) {
        skipped.add(new SkippedFile(file.file().path(), file.reason(), file.detail()));
      }
    }
    return new IndexReport(
        book.added(),
        book.changed(),
        book.moved(),
        book.removed(),
        book.unchanged(),
        book.refreshed(),
        skipped,
        otherFiles,
        missing.missingRoots(),
        missing.missingFolders(),
        decided ? missing.kept() : List.of(),
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
