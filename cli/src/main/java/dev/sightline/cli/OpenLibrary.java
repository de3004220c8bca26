package dev.sightline.cli;

import dev.sightline.images.DecodeLimits;
import dev.sightline.images.ImageDecoder;
import dev.sightline.indexer.Indexer;
import dev.sightline.library.LibraryReader;
import dev.sightline.models.ClipModel;
import dev.sightline.searcher.Searcher;
import java.nio.file.Path;
import java.util.Optional;

/// A library opened for asking, with its model and everything between.
final class OpenLibrary implements AutoCloseable {
  private final LibraryReader reader;
  private final ClipModel model;
  private final ImageDecoder decoder = ImageDecoder.forSingleImages(DecodeLimits.DEFAULT);
  private final Searcher searcher;

  private OpenLibrary(LibraryReader reader, ClipModel model) {
    this.reader = reader;
    this.model = model;
    this.searcher = Searcher.of(model, reader, decoder);
  }

  /// Opens a library with the model it was made with, or with the one asked for if its vectors can
  /// be compared.
  static OpenLibrary open(Path folder, CommonOptions options, Places places) {
    var reader = options.openLibrary(folder);
    try {
      var libraryModel = LibraryModels.requireReal(reader.state().model());
      var model =
          new ModelFinder(places)
              .open(options.model(), Optional.of(libraryModel), options.modelOptions());
      try {
        libraryModel.requireComparableWith(
            Indexer.libraryModel(model, libraryModel.dimension()), folder);
        return new OpenLibrary(reader, model);
      } catch (RuntimeException e) {
        model.close();
        throw e;
      }
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  Searcher searcher() {
    return searcher;
  }

  /// Which model is in use, and what is wrong with its calibration if anything is.
  String note(Places places) {
    String note = ModelNote.of(model, places);
    return searcher.calibrationNote().map(it -> note + System.lineSeparator() + it).orElse(note);
  }

  LibraryReader reader() {
    return reader;
  }

  ClipModel model() {
    return model;
  }

  ImageDecoder decoder() {
    return decoder;
  }

  @Override
  public void close() {
    model.close();
    reader.close();
  }
}
