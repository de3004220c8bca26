package dev.sightline.engine;

import dev.sightline.images.ImageDecoder;
import dev.sightline.indexer.Indexer;
import dev.sightline.indexer.report.IndexProgress;
import dev.sightline.indexer.report.IndexReport;
import dev.sightline.indexer.report.IndexSettings;
import dev.sightline.indexer.watch.LibraryWatch;
import dev.sightline.indexer.watch.WatchListener;
import dev.sightline.library.LibraryException;
import dev.sightline.library.LibraryLocation;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryRoot;
import dev.sightline.library.LibraryState;
import dev.sightline.models.ClipModel;
import dev.sightline.searcher.Searcher;
import dev.sightline.searcher.duplicates.DuplicateRule;
import dev.sightline.searcher.duplicates.Duplicates;
import dev.sightline.searcher.labels.LabelSetStore;
import dev.sightline.searcher.labels.LibraryConcepts;
import dev.sightline.searcher.query.Query;
import dev.sightline.searcher.query.QueryException;
import dev.sightline.searcher.ranking.Answer;
import dev.sightline.searcher.request.SearchRequest;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One library of images with its model: index, search, watch, find duplicates.
///
/// ```
/// var models = new ModelFolders(List.of(store), bundledModel);
/// try (var sightline = Sightline.open(SightlineOptions.of(libraryFolder, models))) {
///   sightline.index(pictures);
///   for (Answer.Hit hit : sightline.search("a dog on the beach", 10).hits()) {
///     System.out.println(hit.image().path());
///   }
/// }
/// ```
///
/// The library and the model are opened by the first method that needs them, and closed by
/// [#close]. Searching is safe for concurrent use. Index runs exclude each other: a second one
/// fails with a [LibraryException] that says who holds the library.
public final class Sightline implements AutoCloseable {
  /// Version of the program, as libraries record who wrote them.
  public static final String VERSION = "0.1.0";

  private final SightlineOptions options;
  private final InstalledModels models;
  private final ImageDecoder decoder;
  private @Nullable SearchedLibrary library;
  private @Nullable ClipModel model;
  private @Nullable Searcher searcher;

  private Sightline(SightlineOptions options) {
    this.options = options;
    this.models = new InstalledModels(options.models());
    this.decoder = ImageDecoder.forSingleImages(options.decodeLimits());
  }

  /// A library with its model. Opens no file yet: the library need not exist before the first index
  /// run.
  public static Sightline open(SightlineOptions options) {
    return new Sightline(options);
  }

  /// The models on this machine.
  public InstalledModels models() {
    return models;
  }

  /// The state of the library; empty if there is none yet.
  ///
  /// @throws LibraryException if there is one that cannot be used
  public Optional<LibraryState> state() {
    return opener().state();
  }

  /// Adds folders to the library, and makes it true to all its folders. Makes the library if there
  /// is none.
  ///
  /// @param folders folders to add; none to update those that the library has
  /// @throws LibraryException if the library cannot be written; what was committed stays
  public IndexReport index(Path... folders) {
    List<LibraryRoot> roots =
        Arrays.stream(folders)
            .map(it -> new LibraryRoot(it.toAbsolutePath().normalize(), List.of()))
            .toList();
    return index(roots, IndexSettings.usual(VERSION), new IndexProgress());
  }

  /// Adds roots to the library, and makes it true to all its roots.
  ///
  /// @param added roots to add; none to update those that the library has
  /// @param progress says how far the run is, and can stop it
  /// @throws LibraryException if the library cannot be written; what was committed stays
  public IndexReport index(
      List<LibraryRoot> added, IndexSettings settings, IndexProgress progress) {
    try (LibraryLocation location = opener().location()) {
      IndexReport report = indexer(settings).run(location, added, progress);
      refresh();
      return report;
    }
  }

  /// An indexer with this library's model, for runs that need more than [#index] offers. The model
  /// is closed by [#close].
  ///
  /// @throws ModelMissingException if the library's model is not on this machine
  public Indexer indexer(IndexSettings settings) {
    return new Indexer(
        model(), ImageDecoder.create(options.decodeLimits()), options.decodeLimits(), settings);
  }

  /// Where index runs find the library. The caller closes it.
  public LibraryLocation location() {
    return opener().location();
  }

  /// Watches the folders of the library on a thread of its own, until the watch is closed.
  ///
  /// @param listener receives the events of all index runs
  /// @param failed receives the failure that ends the watch early
  /// @throws LibraryException if the library cannot be used
  public BackgroundWatch watch(
      IndexSettings settings, WatchListener listener, Consumer<RuntimeException> failed) {
    LibraryLocation location = opener().location();
    var watch = new LibraryWatch(indexer(settings), location, List.of(), listener);
    return new BackgroundWatch(watch, location, failed);
  }

  /// Searches by a query in the query language.
  ///
  /// @param query such as `a red car after:2021`
  /// @param k hits wanted, at least 1
  /// @throws QueryException if the text is not a query; the message says where
  /// @throws LibraryException if there is no library, or it cannot be used
  public Answer search(String query, int k) {
    return search(SearchRequest.local(query, k));
  }

  /// Searches.
  ///
  /// @throws QueryException if the query names something that does not exist
  /// @throws LibraryException if there is no library, or it cannot be used
  public Answer search(SearchRequest request) {
    return searcher().search(request);
  }

  /// Searches for images that look like another one.
  ///
  /// @param image a file, in the library or not
  /// @param k hits wanted, at least 1
  /// @throws QueryException if the file cannot be read as an image
  /// @throws LibraryException if there is no library, or it cannot be used
  public Answer similar(Path image, int k) {
    var like = new Query.Like(image.toString(), Query.DEFAULT_WEIGHT);
    return search(SearchRequest.local("like:" + image, new Query(List.of(like)), k));
  }

  /// Groups of duplicates: the same image twice, resized or re-encoded, and bursts. Needs no model.
  ///
  /// @throws LibraryException if there is no library, or it cannot be used
  public Duplicates duplicates(DuplicateRule rule) {
    return library().retriever().duplicates(rule);
  }

  /// The concepts that users have taught the library by examples.
  public LibraryConcepts concepts() {
    return searcher().concepts();
  }

  /// The label sets of the library.
  public LabelSetStore labels() {
    return new LabelSetStore(library().learnedFolder(), library().isReadOnly());
  }

  /// The searcher of the library, for everything that this class does not offer. Closed by
  /// [#close].
  ///
  /// @throws LibraryException if there is no library, it cannot be used, or its vectors cannot be
  ///     compared with those of the model
  /// @throws ModelMissingException if the library's model is not on this machine
  public synchronized Searcher searcher() {
    if (searcher == null) {
      SearchedLibrary searched = library();
      LibraryModel libraryModel = searched.state().model();
      InstalledModels.requireModel(libraryModel);
      libraryModel.requireComparableWith(
          Indexer.libraryModel(model(), libraryModel.dimension()), searched.place());
      searcher = Searcher.of(model(), searched, decoder);
    }
    return searcher;
  }

  /// A searcher that follows the library to another model while it is served. The caller closes it.
  ///
  /// @param uploads decodes images that come with queries
  /// @param messages receives one line of text for people after each change of the model
  public LiveSearcher liveSearcher(ImageDecoder uploads, Consumer<String> messages) {
    searcher(); // checks that the model belongs to the library
    return new LiveSearcher(
        Searcher.of(model(), library(), uploads),
        library(),
        uploads,
        wanted -> models.open(Optional.empty(), Optional.of(wanted), options.modelOptions()),
        task -> Thread.ofPlatform().name("sightline-loading").daemon().start(task),
        messages);
  }

  /// The library, open for searching. Closed by [#close].
  ///
  /// @throws LibraryException if there is none, or it cannot be used
  public synchronized SearchedLibrary library() {
    if (library == null) {
      library = opener().open();
    }
    return library;
  }

  /// The model: the one of the options, else the library's own, else the default one. Closed by
  /// [#close].
  ///
  /// @throws ModelMissingException if the library's model is not on this machine
  public synchronized ClipModel model() {
    if (model == null) {
      Optional<LibraryModel> ofLibrary =
          (library == null ? state() : Optional.of(library.state())).map(LibraryState::model);
      model = models.open(options.model(), ofLibrary, options.modelOptions());
    }
    return model;
  }

  /// Decodes images one at a time, within the limits of the options.
  public ImageDecoder decoder() {
    return decoder;
  }

  private synchronized void refresh() {
    if (library != null) {
      library.refresh();
    }
  }

  private LibraryOpener opener() {
    return new LibraryOpener(options.library(), options.readOnly(), options.access());
  }

  /// Closes the library and the model, if they were opened.
  @Override
  public synchronized void close() {
    try (var _ = library;
        var _ = model) {
      library = null;
      model = null;
      searcher = null;
    }
  }
}
