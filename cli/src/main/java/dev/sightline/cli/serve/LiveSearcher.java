package dev.sightline.cli.serve;

import dev.sightline.images.ImageDecoder;
import dev.sightline.library.LibraryModel;
import dev.sightline.library.LibraryState;
import dev.sightline.models.ClipModel;
import dev.sightline.searcher.Searcher;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The searcher of a library that may be switched to another model while it is served (`library
/// reembed`). Until the new model is loaded, questions are answered with the old one, whose vectors
/// are still there; where they have been dropped, questions wait. Safe for concurrent use.
final class LiveSearcher implements Supplier<Searcher>, AutoCloseable {
  private final SearchedLibrary library;
  private final ImageDecoder decoder;
  private final Function<LibraryModel, ClipModel> opening;
  private final Executor loader;
  private final Consumer<String> news;

  /// Models that this object has opened. They stay open until it is closed: a question that is
  /// being answered may still use one.
  private final List<ClipModel> opened = new ArrayList<>();

  private volatile Searcher current;
  private volatile String tried;
  private volatile CompletableFuture<Void> loading = CompletableFuture.completedFuture(null);
  private boolean closed;

  /// @param first searches with the model that the library is searched with now; not closed
  /// @param opening finds and opens the model of a library
  /// @param loader runs what takes its time
  /// @param news takes a line for people when something has changed
  LiveSearcher(
      Searcher first,
      SearchedLibrary library,
      ImageDecoder decoder,
      Function<LibraryModel, ClipModel> opening,
      Executor loader,
      Consumer<String> news) {
    this.current = first;
    this.tried = library.state().model().imageFingerprint();
    this.library = library;
    this.decoder = decoder;
    this.opening = opening;
    this.loader = loader;
    this.news = news;
  }

  /// The searcher for the next question.
  @Override
  public Searcher get() {
    LibraryState state = library.state();
    if (!state.model().imageFingerprint().equals(tried)) {
      switchTo(state.model());
    }
    if (state.model(current.model().fingerprint().image()).isEmpty()) {
      loading.join(); // the old vectors are gone: an answer would be that nothing matches
    }
    return current;
  }

  private synchronized void switchTo(LibraryModel wanted) {
    if (closed || wanted.imageFingerprint().equals(tried)) {
      return;
    }
    tried = wanted.imageFingerprint();
    var loaded = new CompletableFuture<Void>();
    loading = loaded;
    loader.execute(
        () -> {
          load(wanted);
          loaded.complete(null);
        });
  }

  private void load(LibraryModel wanted) {
    try {
      ClipModel model = opening.apply(wanted);
      model.textEncoder(); // the first question should not wait for it
      take(Searcher.of(model, library, decoder), model);
      news.accept("The library is searched with %s now.".formatted(model.name()));
    } catch (RuntimeException e) {
      news.accept(
          "The library was switched to model '%s', which cannot be used: %s Questions are answered with the old one."
              .formatted(wanted.name(), e.getMessage()));
    }
  }

  private synchronized void take(Searcher next, ClipModel model) {
    if (closed) {
      model.close();
      return;
    }
    opened.add(model);
    current = next;
  }

  @Override
  public synchronized void close() {
    closed = true;
    opened.forEach(ClipModel::close);
  }
}
