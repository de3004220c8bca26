package dev.sightline.engine;

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

/// The searcher of a library whose model may change while it is served (`library reembed`).
///
/// After a change, queries are answered with the old model until the new one is loaded, because the
/// old vectors are still there; if they have been dropped, queries wait. Safe for concurrent use.
public final class LiveSearcher implements Supplier<Searcher>, AutoCloseable {
  private final SearchedLibrary library;
  private final ImageDecoder decoder;
  private final Function<LibraryModel, ClipModel> opening;
  private final Executor loader;
  private final Consumer<String> messages;

  /// Models that this object has opened. They stay open until it is closed, because a query that is
  /// being answered may still use one.
  private final List<ClipModel> opened = new ArrayList<>();

  private volatile Searcher current;
  private volatile String requested;
  private volatile CompletableFuture<Void> loading = CompletableFuture.completedFuture(null);
  private boolean closed;

  /// @param first searcher with the model that the library has now; the caller closes that model
  /// @param opening finds and opens the model of a library
  /// @param loader runs the loading of models
  /// @param messages receives one line of text for people after each change
  public LiveSearcher(
      Searcher first,
      SearchedLibrary library,
      ImageDecoder decoder,
      Function<LibraryModel, ClipModel> opening,
      Executor loader,
      Consumer<String> messages) {
    this.current = first;
    this.requested = library.state().model().imageFingerprint();
    this.library = library;
    this.decoder = decoder;
    this.opening = opening;
    this.loader = loader;
    this.messages = messages;
  }

  /// The searcher for the next query.
  @Override
  public Searcher get() {
    LibraryState state = library.state();
    if (!state.model().imageFingerprint().equals(requested)) {
      switchTo(state.model());
    }
    if (state.model(current.model().fingerprint().image()).isEmpty()) {
      loading.join(); // the old vectors are gone: an answer would be that nothing matches
    }
    return current;
  }

  private synchronized void switchTo(LibraryModel wanted) {
    if (closed || wanted.imageFingerprint().equals(requested)) {
      return;
    }
    requested = wanted.imageFingerprint();
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
      messages.accept("The library is searched with %s now.".formatted(model.name()));
    } catch (RuntimeException e) {
      messages.accept(
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
