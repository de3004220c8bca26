package dev.sightline.indexer;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.indexer.pipeline.WriteQuiescence;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.indexer.run.DryRun;
import dev.sightline.indexer.run.IndexRun;
import dev.sightline.indexer.run.MissingHashes;
import dev.sightline.indexer.run.RecentRemovals;
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

/// Keeps libraries true to their folders.
///
/// ```
/// var report = new Indexer(model, decoder, limits, IndexSettings.usual("1.0"))
///     .run(libraryFolder, List.of(new LibraryRoot(photos, List.of())), new IndexProgress());
/// ```
///
/// Safe to use from several threads, on different libraries.
public final class Indexer {
  private final ClipModel model;
  private final ImageDecoder decoder;
  private final DecodeLimits limits;
  private final IndexSettings settings;
  private final Runnable pace;
  private final Supplier<Mounts> mounts;

  /// Wires an indexer.
  ///
  /// @param model embeds the pictures; loaded only when there is something to embed
  /// @param decoder opens them
  /// @param limits the largest file that is read into memory
  /// @param settings how to go about it
  public Indexer(
      ClipModel model, ImageDecoder decoder, DecodeLimits limits, IndexSettings settings) {
    this(model, decoder, limits, settings, () -> {}, SystemMounts::now);
  }

  private Indexer(
      ClipModel model,
      ImageDecoder decoder,
      DecodeLimits limits,
      IndexSettings settings,
      Runnable pace,
      Supplier<Mounts> mounts) {
    this.pace = pace;
    this.mounts = mounts;
    this.model = model;
    this.decoder = decoder;
    this.limits = limits;
    this.settings = settings;
  }

  /// This indexer at another pace.
  ///
  /// @param wanted is called before each file that is read, by the thread that reads, and may take
  ///     its time, such as a `LoadThrottle`
  public Indexer withPace(Runnable wanted) {
    return new Indexer(model, decoder, limits, settings, wanted, mounts);
  }

  /// This indexer on a machine with other mounts; asked at the beginning of each run.
  public Indexer withMounts(Supplier<Mounts> others) {
    return new Indexer(model, decoder, limits, settings, pace, others);
  }

  /// Adds roots to a library, made first if need be, and makes it true to all its roots.
  ///
  /// A file that cannot be taken in is set aside, never the end of the run. A root that is not
  /// there keeps its photos.
  ///
  /// @param folder the library's own folder
  /// @param added roots to add, or to give other excludes; folders by their real path
  /// @param progress is told how far the run is, and can stop it
  /// @throws LibraryException if the library cannot be opened or written; what was committed stays
  public IndexReport run(Path folder, List<LibraryRoot> added, IndexProgress progress) {
    try (var place = new FolderLocation(folder)) {
      return run(place, added, progress);
    }
  }

  /// The same for a library wherever it is.
  ///
  /// @throws LibraryException if it cannot be opened or written; what was committed stays
  public IndexReport run(LibraryLocation place, List<LibraryRoot> added, IndexProgress progress) {
    try (var library = place.open(libraryModel(place), Extent.EVERYTHING)) {
      takeIn(added, library.writer());
      IndexReport report =
          indexRun(
                  library,
                  progress,
                  RunScope.everything(),
                  WriteQuiescence.impatient(),
                  RecentRemovals.none())
              .run();
      if (settings.retry() && report.complete()) {
        new MissingHashes(decoder, settings.threads(), library.writer(), library.reader(), progress)
            .fill();
      }
      library.writer().finish();
      return report;
    }
  }

  /// Notes in the library what this run was told of it.
  private void takeIn(List<LibraryRoot> added, WritableLibrary writer) {
    settings.vectors().ifPresent(writer::keepVectorsAs);
    LibraryState state = writer.state();
    writer.setState(
        state
            .withRoots(roots(state.roots(), added))
            .withCaptions(settings.captions().orElse(state.captions())));
  }

  private IndexRun indexRun(
      Opened library,
      IndexProgress progress,
      RunScope scope,
      WriteQuiescence settling,
      RecentRemovals recent) {
    var task = new IndexRun.Task(scope, settling, pace, mounts.get(), recent);
    return new IndexRun(
        model, decoder, limits, settings, library.writer(), library.reader(), progress, task);
  }

  /// Says what [#run] would do, and writes nothing, not even a library that is not there yet. New
  /// and changed files are read and hashed, so that moves are told as moves; no picture is opened,
  /// so that one that cannot be read counts as added.
  ///
  /// @return counts as of a run; `embedded` is 0
  /// @throws LibraryException if the library cannot be opened, or is of another model
  public IndexReport dryRun(Path folder, List<LibraryRoot> added, IndexProgress progress) {
    try (var place = new FolderLocation(folder)) {
      return dryRun(place, added, progress);
    }
  }

  /// The same for a library wherever it is.
  ///
  /// @throws LibraryException if it cannot be opened, or is of another model
  public IndexReport dryRun(
      LibraryLocation place, List<LibraryRoot> added, IndexProgress progress) {
    Optional<IndexedLibrary> there = place.look();
    if (there.isEmpty()) {
      boolean captions = settings.captions().orElse(true);
      List<LibraryRoot> roots = roots(List.of(), added);
      return new DryRun(
              place.folder(),
              roots,
              captions,
              limits,
              progress,
              Optional.empty(),
              settings,
              mounts.get())
          .run();
    }
    try (IndexedLibrary reader = there.get();
        var known = reader.knownFiles()) {
      reader.state().model().requireComparableWith(libraryModel(place), place);
      var library = new DryRun.Library(reader, known);
      return new DryRun(
              reader.folder(),
              roots(reader.state().roots(), added),
              settings.captions().orElse(reader.state().captions()),
              limits,
              progress,
              Optional.of(library),
              settings,
              mounts.get())
          .run();
    }
  }

  /// What a run of a watch did, and what it wants looked at again.
  ///
  /// @param putOff files that may still be being written, and how long to leave them
  /// @param links linked folders that only a walk of their whole root can judge
  public record Look(IndexReport report, Map<Path, Duration> putOff, List<Path> links) {}

  /// Like [#run], but puts off files that are still being written.
  public Look runPatiently(LibraryLocation place, List<LibraryRoot> added, IndexProgress progress) {
    try (var library = place.open(libraryModel(place), Extent.EVERYTHING)) {
      takeIn(added, library.writer());
      return look(library, progress, RunScope.everything(), RecentRemovals.none());
    }
  }

  /// Makes a part of a library that exists true to its folders; the rest is not looked at.
  ///
  /// @param recent what the same watch has removed just now, which is added to
  /// @throws LibraryException if there is none, or as [#run]
  public Look runPart(
      LibraryLocation place, RunScope scope, IndexProgress progress, RecentRemovals recent) {
    try (var library = place.open(libraryModel(place), Extent.A_PART)) {
      return look(library, progress, scope, recent);
    }
  }

  private Look look(Opened library, IndexProgress progress, RunScope scope, RecentRemovals recent) {
    var settling = WriteQuiescence.patient(settings.clock());
    IndexRun run = indexRun(library, progress, scope, settling, recent);
    IndexReport report = run.run();
    library.writer().finish();
    return new Look(report, settling.putOff(), run.linksNotEntered());
  }

  /// The dimension of a library that exists is known without loading the image encoder, so that a
  /// run that finds nothing new costs no model.
  private LibraryModel libraryModel(LibraryLocation place) {
    Optional<LibraryModel> existing =
        place
            .state()
            .map(LibraryState::model)
            .filter(it -> it.imageFingerprint().equals(model.fingerprint().image()));
    return existing.isPresent()
        ? libraryModel(model, existing.get().dimension())
        : libraryModel(model, model.imageEncoder().dimension());
  }

  /// What a library is told of the model whose vectors it holds.
  ///
  /// @param dimension numbers of a vector; asked for, because finding out may load a graph
  public static LibraryModel libraryModel(ClipModel model, int dimension) {
    return new LibraryModel(
        model.name(),
        model.fingerprint().image(),
        model.fingerprint().text(),
        dimension,
        model.description().folder().toAbsolutePath().normalize().toString());
  }

  /// A library's roots once some are added, or given other rules. Excludes of a root that is named
  /// again count when there are any.
  public List<LibraryRoot> roots(List<LibraryRoot> current, List<LibraryRoot> added) {
    var roots = new ArrayList<>(current);
    for (LibraryRoot root : added) {
      var known = roots.stream().filter(it -> it.folder().equals(root.folder())).findFirst();
      LibraryRoot before = known.orElse(root);
      boolean allFolders = settings.allFolders().orElse(before.allFolders() || root.allFolders());
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
