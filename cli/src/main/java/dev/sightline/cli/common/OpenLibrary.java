package dev.sightline.cli.common;

import dev.sightline.images.ImageDecoder;
import dev.sightline.images.source.DecodeLimits;
import dev.sightline.indexer.Indexer;
import dev.sightline.models.ClipModel;
import dev.sightline.models.onnx.ModelOptions;
import dev.sightline.searcher.Searcher;
import dev.sightline.searcher.retrieval.SearchedLibrary;
import java.nio.file.Path;
import java.util.Optional;

/// A library opened for asking, with its model and everything between.
public final class OpenLibrary implements AutoCloseable {
  private final SearchedLibrary library;
  private final ClipModel model;
  private final ImageDecoder decoder = ImageDecoder.forSingleImages(DecodeLimits.DEFAULT);
  private final Searcher searcher;

  private OpenLibrary(SearchedLibrary library, ClipModel model) {
    this.library = library;
    this.model = model;
    this.searcher = Searcher.of(model, library, decoder);
  }

  /// Opens a library with the model it was made with, or with the one asked for if its vectors can
  /// be compared.
  public static OpenLibrary open(CommonOptions options, Directories places) {
    return open(options.openLibrary(places), options, places, options.modelOptions());
  }

  /// The same for a library in a folder that is not the one of the options.
  public static OpenLibrary open(Path folder, CommonOptions options, Directories places) {
    return open(options.openLibrary(folder), options, places, options.modelOptions());
  }

  /// The library of the options, for a command that asks once and ends.
  public static OpenLibrary openForOneQuestion(CommonOptions options, Directories places) {
    return open(options.openLibrary(places), options, places, options.modelOptions().forOneQuery());
  }

  private static OpenLibrary open(
      SearchedLibrary library,
      CommonOptions options,
      Directories places,
      ModelOptions modelOptions) {
    try {
      var libraryModel = LibraryModels.requireReal(library.state().model());
      var model =
          new ModelFinder(places).open(options.model(), Optional.of(libraryModel), modelOptions);
      try {
        libraryModel.requireComparableWith(
            Indexer.libraryModel(model, libraryModel.dimension()), library.place());
        return new OpenLibrary(library, model);
      } catch (RuntimeException e) {
        model.close();
        throw e;
      }
    } catch (RuntimeException e) {
      library.close();
      throw e;
    }
  }

  public Searcher searcher() {
    return searcher;
  }

  /// Which model is in use, and what is wrong with its calibration if anything is.
  public String note(Directories places) {
    String note = ModelNote.of(model, places);
    return searcher.calibrationNote().map(it -> note + System.lineSeparator() + it).orElse(note);
  }

  public SearchedLibrary library() {
    return library;
  }

  public ClipModel model() {
    return model;
  }

  public ImageDecoder decoder() {
    return decoder;
  }

  @Override
  public void close() {
    model.close();
    library.close();
  }
}
