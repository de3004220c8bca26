package dev.sightline.indexer;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.indexer.pipeline.PipelineConfig;
import dev.sightline.indexer.pipeline.WriteQuiescence;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.indexer.run.DryRun;
import dev.sightline.indexer.run.IndexRun;
import dev.sightline.indexer.run.MissingHashes;
import dev.sightline.indexer.run.RecentRemovals;
import dev.sightline.indexer.walk.LibraryWalk;
import dev.sightline.indexer.walk.Mounts;
import dev.sightline.indexer.walk.RunScope;
import dev.sightline.indexer.walk.SystemMounts;
import dev.sightline.library.IndexedLibrary;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryLocation;
import dev.sightline.library.LibraryLocation.Extent;
import dev.sightline.library.LibraryLocation.Opened;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.LibraryState;
import dev.sightline.library.WritableLibrary;
import dev.sightline.library.lucene.FolderLocation;
import dev.sightline.models.ClipModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Indexes folders of images into libraries, and updates libraries when the folders have changed.
///
/// ```
/// var report = new Indexer(model, decoder, limits, IndexSettings.usual("1.0"))
///     .run(libraryFolder, List.of(new LibraryRoot(photos, List.of())), new IndexProgress());
/// ```
///
/// Safe for concurrent use, on different libraries.
public final class Indexer {
  private final PipelineConfig config;
  private final Runnable throttle;
  private final Supplier<Mounts> mounts;

  /// Creates an indexer.
  ///
  /// @param model embeds the images; loaded only when there is something to embed
  /// @param decoder decodes the images
  /// @param limits the largest file that is read into memory
  /// @param settings what users can set
  public Indexer(
      ClipModel model, ImageDecoder decoder, DecodeLimits limits, IndexSettings settings) {
    this(new PipelineConfig(model, decoder, limits, settings), () -> {}, SystemMounts::now);
  }

  private Indexer(PipelineConfig config, Runnable throttle, Supplier<Mounts> mounts) {
    this.config = config;
    this.throttle = throttle;
    this.mounts = mounts;
  }

  /// This indexer with a throttle.
  ///
  /// @param wanted run before each file is read, by the thread that reads; may wait, such as a
  ///     `LoadThrottle`
  public Indexer withThrottle(Runnable wanted) {
    return new Indexer(config, wanted, mounts);
  }

  /// This indexer with another source of mount points, which is asked at the start of each run.
  public Indexer withMounts(Supplier<Mounts> others) {
    return new Indexer(config, throttle, others);
  }

  /// Adds roots to a library, which is created if it does not exist, and updates the library from
  /// all its roots.
  ///
  /// A file that cannot be indexed is quarantined and does not end the run. The images of a root
  /// that is missing stay in the library.
  ///
  /// @param folder the library's own folder
  /// @param added roots to add, or to give other excludes; folders by their real path
  /// @param progress takes how far the run is, and can stop it
  /// @throws LibraryException if the library cannot be opened or written; what was committed stays
  public IndexReport run(Path folder, List<LibraryRoot> added, IndexProgress progress) {
    try (var location = new FolderLocation(folder)) {
      return run(location, added, progress);
    }
  }

  /// Does the same for a library at any location.
  ///
  /// @throws LibraryException if it cannot be opened or written; what was committed stays
  public IndexReport run(
      LibraryLocation location, List<LibraryRoot> added, IndexProgress progress) {
    try (var library = location.open(libraryModel(location), Extent.EVERYTHING)) {
      storeSettings(added, library.writer());
      var run =
          indexRun(
              library,
              progress,
              RunScope.everything(),
              WriteQuiescence.ignored(),
              RecentRemovals.none());
      IndexReport report = run.run();
      if (config.settings().retry() && report.complete()) {
        new MissingHashes(
                config.decoder(),
                config.settings().threads(),
                library.writer(),
                library.reader(),
                progress)
            .fill();
      }
      library.writer().finish();
      return report;
    }
  }

  /// Stores in the library what this run was told about it.
  private void storeSettings(List<LibraryRoot> added, WritableLibrary writer) {
    config.settings().vectors().ifPresent(writer::setVectorStorage);
    LibraryState state = writer.state();
    writer.setState(
        state
            .withRoots(roots(state.roots(), added))
            .withCaptions(config.settings().captions().orElse(state.captions())));
  }

  private IndexRun indexRun(
      Opened library,
      IndexProgress progress,
      RunScope scope,
      WriteQuiescence quiescence,
      RecentRemovals recent) {
    var task = new IndexRun.Task(scope, quiescence, throttle, mounts.get(), recent);
    return new IndexRun(config, library.writer(), library.reader(), progress, task);
  }

  /// Reports what [#run] would do, and writes nothing; a library that does not exist is not
  /// created. New and changed files are read and hashed, so that moved files are reported as moved.
  /// No image is decoded, so an image that cannot be decoded counts as added.
  ///
  /// @return the report of a run in which nothing was embedded
  /// @throws LibraryException if the library cannot be opened, or belongs to another model
  public IndexReport dryRun(Path folder, List<LibraryRoot> added, IndexProgress progress) {
    try (var location = new FolderLocation(folder)) {
      return dryRun(location, added, progress);
    }
  }

  /// Does the same for a library at any location.
  ///
  /// @throws LibraryException if it cannot be opened, or belongs to another model
  public IndexReport dryRun(
      LibraryLocation location, List<LibraryRoot> added, IndexProgress progress) {
    Optional<IndexedLibrary> existing = location.openForReading();
    if (existing.isEmpty()) {
      var walk =
          new LibraryWalk(
              roots(List.of(), added),
              location.folder(),
              config.settings().captions().orElse(true),
              RunScope.everything());
      return dryRun(walk, progress, Optional.empty());
    }
    try (IndexedLibrary reader = existing.get();
        var known = reader.knownFiles()) {
      LibraryState state = reader.state();
      state.model().requireComparableWith(libraryModel(location), location);
      var walk =
          new LibraryWalk(
              roots(state.roots(), added),
              reader.folder(),
              config.settings().captions().orElse(state.captions()),
              RunScope.everything());
      return dryRun(walk, progress, Optional.of(new DryRun.Library(reader, known)));
    }
  }

  private IndexReport dryRun(
      LibraryWalk walk, IndexProgress progress, Optional<DryRun.Library> library) {
    return new DryRun(walk, config.limits(), progress, library, config.settings(), mounts.get())
        .run();
  }

  /// The result of a run that is followed by others, as in a watch.
  ///
  /// @param report what the run did
  /// @param postponed files that may still be being written, with the time to leave them alone
  /// @param links linked folders that only a walk of their whole root can decide about
  public record WatchRun(IndexReport report, Map<Path, Duration> postponed, List<Path> links) {}

  /// Does the same as [#run], but postpones files that are still being written.
  ///
  /// @throws LibraryException if the library cannot be opened or written; what was committed stays
  public WatchRun runPostponing(
      LibraryLocation location, List<LibraryRoot> added, IndexProgress progress) {
    try (var library = location.open(libraryModel(location), Extent.EVERYTHING)) {
      storeSettings(added, library.writer());
      return watchRun(library, progress, RunScope.everything(), RecentRemovals.none());
    }
  }

  /// Updates a part of an existing library. Files outside the part are not looked at.
  ///
  /// @param scope the part
  /// @param recent photos that earlier runs of the same watch have just removed; those of this run
  ///     are added
  /// @throws LibraryException if there is no library, or it cannot be opened or written; what was
  ///     committed stays
  public WatchRun runPart(
      LibraryLocation location, RunScope scope, IndexProgress progress, RecentRemovals recent) {
    try (var library = location.open(libraryModel(location), Extent.A_PART)) {
      return watchRun(library, progress, scope, recent);
    }
  }

  private WatchRun watchRun(
      Opened library, IndexProgress progress, RunScope scope, RecentRemovals recent) {
    var quiescence = WriteQuiescence.awaited(config.settings().clock());
    IndexRun run = indexRun(library, progress, scope, quiescence, recent);
    IndexReport report = run.run();
    library.writer().finish();
    return new WatchRun(report, run.postponed(), run.linksNotEntered());
  }

  /// The dimension of an existing library is known without loading the image encoder, so that a run
  /// without new images does not load the model.
  private LibraryModel libraryModel(LibraryLocation location) {
    ClipModel model = config.model();
    Optional<LibraryModel> existing =
        location
            .state()
            .map(LibraryState::model)
            .filter(it -> it.imageFingerprint().equals(model.fingerprint().image()));
    return existing.isPresent()
        ? libraryModel(model, existing.get().dimension())
        : libraryModel(model, model.imageEncoder().dimension());
  }

  /// What a library stores about the model of its vectors.
  ///
  /// @param dimension of the vectors; a parameter, because reading it from the model may load a
  ///     graph
  public static LibraryModel libraryModel(ClipModel model, int dimension) {
    return new LibraryModel(
        model.name(),
        model.fingerprint().image(),
        model.fingerprint().text(),
        dimension,
        model.description().folder().toAbsolutePath().normalize().toString());
  }

  /// The roots of a library after some were added, or given other rules. The excludes of a root
  /// that is added again replace those it had, unless they are empty.
  public List<LibraryRoot> roots(List<LibraryRoot> current, List<LibraryRoot> added) {
    var roots = new ArrayList<>(current);
    for (LibraryRoot root : added) {
      var known = roots.stream().filter(it -> it.folder().equals(root.folder())).findFirst();
      LibraryRoot before = known.orElse(root);
      boolean allFolders =
          config.settings().allFolders().orElse(before.allFolders() || root.allFolders());
      List<String> excludes = root.excludes().isEmpty() ? before.excludes() : root.excludes();
      var wanted = new LibraryRoot(root.folder(), excludes, allFolders);
      if (known.isEmpty()) {
        roots.add(wanted);
      } else {
        roots.set(roots.indexOf(known.get()), wanted);
      }
    }
    return roots;
  }
}
